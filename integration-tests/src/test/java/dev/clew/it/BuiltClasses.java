package dev.clew.it;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The compiled classes of every module, found in the folders beside this one. */
final class BuiltClasses {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int MODULE_DEPTH = 2;

    private BuiltClasses() {}

    static JavaClasses main() {
        // Stress cases live in the packages that they test, as tests do, and so does what benchmarks need of one.
        List<Path> folders = folders("target/classes").stream()
                .filter(folder -> !folder.startsWith(ROOT.resolve("jcstress")))
                .map(folder -> folder.equals(ROOT.resolve("benchmarks/target/classes"))
                        ? folder.resolve("dev/clew/benchmarks")
                        : folder)
                .toList();
        return written(folders);
    }

    static JavaClasses mainAndTest() {
        List<Path> folders = Stream.concat(folders("target/classes").stream(), folders("target/test-classes").stream())
                .toList();
        return written(folders);
    }

    /** What people wrote, and not what JMH and jcstress generated from it. */
    private static JavaClasses written(List<Path> folders) {
        return new ClassFileImporter()
                .withImportOption(location -> !location.contains("_jmh") && !location.contains("_jcstress"))
                .withImportOption(location -> !location.contains("jmh_generated"))
                .importPaths(folders);
    }

    /** The folder in each module that has it. */
    static List<Path> folders(String inModule) {
        try (Stream<Path> modules = Files.find(ROOT, MODULE_DEPTH, (path, kind) -> kind.isDirectory())) {
            return modules.map(module -> module.resolve(inModule))
                    .filter(Files::isDirectory)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
