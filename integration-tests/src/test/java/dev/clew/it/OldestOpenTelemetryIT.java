package dev.clew.it;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.core.importer.resolvers.SelectedClassResolverFromClasspath;
import dev.clew.it.parts.ChildProcess;
import dev.clew.it.parts.CopiedJars;
import dev.clew.it.parts.OtlpReceiver;
import dev.clew.it.parts.RealParts;
import dev.clew.it.program.ApiTour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clew on the oldest OpenTelemetry artifacts that it says it runs on, those of {@code opentelemetry-oldest.version}. */
@Timeout(120)
class OldestOpenTelemetryIT {
    // From JDK 18 on, the compiler names the interface that such a method was called through.
    private static final Set<String> OF_EVERY_OBJECT =
            Set.of(".getClass()", ".equals(java.lang.Object)", ".hashCode()", ".toString()");

    private static final String FOLDER = "oldest-opentelemetry";

    /** Newer than the oldest, and used where they are there only. */
    private static final Set<String> ASKED_FOR_FIRST = Set.of(
            "io.opentelemetry.api.common.AttributeKey.valueKey(java.lang.String)",
            "io.opentelemetry.api.common.Value.empty()",
            "io.opentelemetry.api.impl.InstrumentationUtil.shouldSuppressInstrumentation(io.opentelemetry.context.Context)",
            "io.opentelemetry.api.impl.InstrumentationUtil.suppressInstrumentation(java.lang.Runnable)",
            "io.opentelemetry.context.propagation.TextMapGetter.getAll(java.lang.Object, java.lang.String)",
            "io.opentelemetry.sdk.trace.IdGenerator.generatesRandomTraceIds()");

    private static final String TREE =
            "SERVER GET /orders [text=b, int=3, texts=[a, b], longs=[1], asked=true] > (load order [ERROR,"
                    + " asked=true, rows=2], CONSUMER work [asked=true] > step [asked=true])";
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> NOT_PUBLISHED =
            Set.of("benchmarks", "examples", "http-contract", "integration-tests", "jcstress", "lincheck");

    @AfterAll
    static void saysWhatRan() throws IOException {
        List<Path> jars = CopiedJars.in(FOLDER).stream().map(Path::getFileName).toList();
        RealParts.ran(OldestOpenTelemetryIT.class, jars + " on Java " + Runtime.version());
    }

    @Test
    void everyCallOfTheApiWorks() throws Exception {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                ChildProcess tour = ChildProcess.java(
                        FOLDER,
                        CopiedJars.classPathOf(FOLDER),
                        List.of("-Xmx256m", ApiTour.class.getName()),
                        Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint(), "OTEL_SERVICE_NAME", "tour"))) {
            assertThat(tour.awaitEnd()).as(tour.output()).isZero();

            // Newer JDKs warn of what old OpenTelemetry does with Unsafe.
            assertThat(tour.output().lines().filter(line -> line.startsWith("WARNING") && !line.contains("Unsafe")))
                    .isEmpty();
            assertThat(tour.output())
                    .contains("/opentelemetry-api-1.44.0.jar", "carried: true", "flushed: true, recorded=4 lost=0");
            String seen = "[load order 2 attributes, 1 events, 0 links, ERROR,"
                    + " GET /orders 10 attributes, 4 events, 1 links, OK, step 1 attributes, 0 events, 0 links, UNSET,"
                    + " work 1 attributes, 0 events, 1 links, UNSET]";
            assertThat(tour.output()).contains("simple: " + seen, "batched: " + seen, "exported: " + seen);
            assertThat(receiver.trees("text", "int", "texts", "longs", "asked", "rows"))
                    .containsExactly(TREE);
        }
    }

    /** Also what the tour does not come by: every method, constructor and field of OpenTelemetry that a published class names. */
    @Test
    void nothingThatClewNamesIsMissing() {
        JavaClasses clewAndOldest = ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setClassResolver(SelectedClassResolverFromClasspath.class);
            configuration.setClassResolverArguments("java");
            return new ClassFileImporter().importLocations(locations());
        });
        List<AccessTarget> named = clewAndOldest.stream()
                .filter(type -> type.getPackageName().startsWith("dev.clew."))
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(access -> !isInTableOfSwitch(access))
                .map(access -> (AccessTarget) access.getTarget())
                .filter(target -> target.getFullName().startsWith("io.opentelemetry."))
                .filter(target -> !target.getFullName().startsWith("io.opentelemetry.semconv."))
                .filter(target -> OF_EVERY_OBJECT.stream().noneMatch(target.getFullName()::endsWith))
                .toList();
        Set<String> missing = named.stream()
                .filter(target -> target.resolveMember().isEmpty())
                .map(AccessTarget::getFullName)
                .collect(toSet());

        assertThat(named).hasSizeGreaterThan(500);
        assertThat(missing).isEqualTo(ASKED_FOR_FIRST);
    }

    /** Where a switch looks constants of an enum up: made so that those that are missing do no harm. */
    private static boolean isInTableOfSwitch(JavaAccess<?> access) {
        return access instanceof JavaFieldAccess && access.getOriginOwner().isAnonymousClass();
    }

    private static Set<Location> locations() {
        // Without those that no user gets: they are many, and stand on more of OpenTelemetry.
        Stream<Path> folders = BuiltClasses.folders("target/classes").stream()
                .filter(folder ->
                        NOT_PUBLISHED.stream().noneMatch(ROOT.relativize(folder).toString()::contains));
        return Stream.concat(
                        folders.map(Location::of),
                        CopiedJars.in(FOLDER).stream().map(OldestOpenTelemetryIT::jar))
                .collect(toSet());
    }

    private static Location jar(Path path) {
        try {
            return Location.of(new JarFile(path.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
