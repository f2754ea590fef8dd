package dev.clew.it;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.it.parts.ChildProcess;
import dev.clew.it.parts.StarterClassPath;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An application of modules: the starter's jars have names there, and no package is in two of them. */
@Timeout(180)
class ModulePathIT {
    private static final String MODULE = """
            module app {
                requires dev.clew.sdk;
                requires dev.clew.api;
                requires dev.clew.autoconfigure;
                requires dev.clew.propagation;
                requires dev.clew.exporter.otlp;
                requires dev.clew.exporter.console;
                requires io.opentelemetry.api;
            }
            """;
    private static final String MAIN = """
            package app;

            public final class Main {
                public static void main(String[] args) {
                    try (var clew = dev.clew.sdk.ClewSdk.fromEnvironment()) {
                        dev.clew.api.Tracing.of(clew, "modules").run("in a module", () -> {});
                        System.out.println(clew.getClass().getModule());
                    }
                }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void packages_areEachInOneJar() {
        Map<String, Set<String>> jarsByPackage = modules().findAll().stream()
                .map(ModuleReference::descriptor)
                .flatMap(module -> module.packages().stream().map(name -> Map.entry(name, module.name())))
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toSet())));

        assertThat(jarsByPackage).containsKeys("dev.clew.sdk", "dev.clew.exporter.otlp", "io.opentelemetry.api.trace");
        assertThat(jarsByPackage.entrySet())
                .filteredOn(entry -> entry.getValue().size() > 1)
                .isEmpty();
    }

    @Test
    void jars_haveTheModuleNamesThatTheyPromise() {
        assertThat(modules().findAll())
                .extracting(module -> module.descriptor().name())
                .contains(
                        "dev.clew.sdk",
                        "dev.clew.api",
                        "dev.clew.autoconfigure",
                        "dev.clew.propagation",
                        "dev.clew.exporter.otlp",
                        "dev.clew.exporter.console");
    }

    @Test
    void application_compilesAndRunsOnTheModulePath() throws Exception {
        String modulePath = StarterClassPath.joined(StarterClassPath.jars());
        Path classes = directory.resolve("app");
        Files.writeString(directory.resolve("module-info.java"), MODULE);
        Path main = Files.createDirectories(directory.resolve("app.src").resolve("app"))
                .resolve("Main.java");
        Files.writeString(main, MAIN);
        int compiled = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "--module-path",
                        modulePath,
                        "-d",
                        classes.toString(),
                        directory.resolve("module-info.java").toString(),
                        main.toString());
        assertThat(compiled).isZero();

        try (ChildProcess program = ChildProcess.start("modules", command(modulePath, classes), environment())) {
            assertThat(program.awaitEnd()).as(program.output()).isZero();
            assertThat(program.output())
                    .contains("in a module", "module dev.clew.sdk")
                    .doesNotContain("WARNING");
        }
    }

    private static ModuleFinder modules() {
        return ModuleFinder.of(StarterClassPath.jars().toArray(Path[]::new));
    }

    private static List<String> command(String modulePath, Path classes) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path",
                StarterClassPath.joined(List.of(classes)) + System.getProperty("path.separator") + modulePath,
                "--module",
                "app/app.Main");
    }

    private static Map<String, String> environment() {
        return Map.of("OTEL_TRACES_EXPORTER", "console");
    }
}
