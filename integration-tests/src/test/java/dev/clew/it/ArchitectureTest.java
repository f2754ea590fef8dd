package dev.clew.it;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows and the sizes that docs/design.md promises, checked on the compiled classes of every module. Nothing is exempt. */
class ArchitectureTest {
    private static final int FEWEST_CLASSES = 150;
    private static final int MOST_FIELDS = 10;
    private static final int MOST_FIELDS_OF_A_SPAN = 14;
    private static final int MOST_PUBLIC_PERCENT = 45;

    /** OTLP gives a span sixteen fields; these are what it looks like live, copied, on the wire and read back. */
    private static final Set<String> SHAPES_OF_A_SPAN =
            Set.of("RecordingSpan", "SpanRecord", "SpanSnapshot", "SpanMessage", "OtlpSpan");

    /** Part of the tree (the package under dev.clew) to the parts that its main classes may use. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            entry("api", Set.of()),
            entry("propagation", Set.of()),
            entry("instrumentation.http", Set.of()),
            entry("contract", Set.of("instrumentation.http", "testing")),
            entry("instrumentation.okhttp", Set.of("instrumentation.http")),
            entry("instrumentation.jdkhttp", Set.of("instrumentation.http")),
            entry("instrumentation.grpc", Set.of()),
            entry("instrumentation.executors", Set.of()),
            entry("instrumentation.logging", Set.of()),
            entry("instrumentation.reactor", Set.of()),
            entry("instrumentation.scopes", Set.of()),
            entry("instrumentation.jdkhttpclient", Set.of("instrumentation.http")),
            entry("instrumentation.servlet", Set.of("instrumentation.http")),
            entry("instrumentation.kafka", Set.of()),
            entry("instrumentation.jdbc", Set.of()),
            entry("sdk", Set.of()),
            entry("tree", Set.of()),
            entry("testing", Set.of("sdk", "tree", "propagation")),
            entry("autoconfigure", Set.of("sdk", "propagation")),
            entry("configfile", Set.of("sdk", "autoconfigure", "propagation")),
            entry("exporter.otlp", Set.of("sdk")),
            entry("exporter.console", Set.of("sdk", "tree")),
            entry("sampler.jaeger", Set.of("sdk")),
            entry("viewer", Set.of("sdk", "tree")),
            entry(
                    "examples",
                    Set.of(
                            "api",
                            "sdk",
                            "instrumentation.executors",
                            "instrumentation.grpc",
                            "instrumentation.jdbc",
                            "instrumentation.jdkhttp",
                            "instrumentation.jdkhttpclient",
                            "instrumentation.kafka",
                            "instrumentation.okhttp")),
            entry("benchmarks", Set.of("sdk", "exporter.otlp", "propagation")));

    private static final Set<String> WITHOUT_AN_SDK = Set.of(
            "api",
            "propagation",
            "instrumentation.http",
            "instrumentation.okhttp",
            "instrumentation.jdkhttp",
            "instrumentation.grpc",
            "instrumentation.executors",
            "instrumentation.logging",
            "instrumentation.reactor",
            "instrumentation.scopes",
            "instrumentation.jdkhttpclient",
            "instrumentation.servlet",
            "instrumentation.kafka",
            "instrumentation.jdbc");

    private static final JavaClasses MAIN = BuiltClasses.main();
    private static final JavaClasses ALL = BuiltClasses.mainAndTest();

    @Test
    void everyPartIsHereAndHasItsArrowsWrittenDown() {
        Set<String> parts = MAIN.stream().map(ArchitectureTest::part).collect(Collectors.toSet());
        // Benchmarks are built with the whole tree, but not with "-pl integration-tests -am".
        parts.add("benchmarks");
        assertThat(parts).isEqualTo(ARROWS.keySet());
        assertThat(ALL).hasSizeGreaterThan(MAIN.size()).hasSizeGreaterThan(FEWEST_CLASSES);
    }

    @Test
    void everyClassLivesUnderDevClew() {
        assertThat(ALL).allSatisfy(type -> assertThat(type.getPackageName()).startsWith("dev.clew."));
    }

    @Test
    void everyArrowIsOneOfTheDesigns() {
        assertThat(MAIN.stream().flatMap(ArchitectureTest::dependenciesOnOtherParts))
                .filteredOn(arrow -> !ARROWS.getOrDefault(part(arrow.getOriginClass()), Set.of())
                        .contains(part(arrow.getTargetClass())))
                .extracting(Dependency::getDescription)
                .isEmpty();
    }

    @Test
    void whatApplicationsAndLibrariesCompileAgainstNeedsNoSdk() {
        ArchRuleDefinition.noClasses()
                .that(describe("are for any SDK", type -> WITHOUT_AN_SDK.contains(part(type))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.opentelemetry.sdk..")
                .check(MAIN);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.clew.(**)").should().beFreeOfCycles().check(ALL);
    }

    @Test
    void nothingHasAThreadLocal() {
        ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocal.class)
                .because("virtual threads come by the million")
                .check(MAIN);
    }

    @Test
    void nothingSleeps() {
        ArchRuleDefinition.noClasses()
                .should()
                .callMethodWhere(target(owner(assignableTo(Thread.class).or(assignableTo(TimeUnit.class))))
                        .and(target(name("sleep"))))
                .check(ALL);
    }

    @Test
    void noClassHasMoreFieldsThanOneCanKeepInMind() {
        assertThat(MAIN)
                .filteredOn(type -> instanceFields(type).size() > mostFields(type))
                .extracting(
                        type -> type.getName() + " has " + instanceFields(type).size())
                .isEmpty();
    }

    @Test
    void mostTypesOfTheSdkAreNobodyElsesBusiness() {
        List<JavaClass> types = MAIN.stream()
                .filter(type ->
                        Set.of("sdk", "tree", "testing", "autoconfigure").contains(part(type)))
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .toList();
        List<JavaClass> open = types.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .toList();
        assertThat(100.0 * open.size() / types.size())
                .as("percent of %s types that are public: %s", types.size(), names(open))
                .isLessThanOrEqualTo(MOST_PUBLIC_PERCENT);
    }

    /** The part of the tree that the class belongs to: "sdk" for {@code dev.clew.sdk.trace.X}. Contracts are tests to inherit. */
    static String part(JavaClass type) {
        if (type.getPackageName().endsWith(".contract")) {
            return "contract";
        }
        String[] names = type.getPackageName().split("\\.");
        boolean deep = Set.of("instrumentation", "exporter", "sampler").contains(names[2]);
        return deep ? names[2] + "." + names[3] : names[2];
    }

    private static Stream<Dependency> dependenciesOnOtherParts(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .filter(arrow -> arrow.getTargetClass().getPackageName().startsWith("dev.clew."))
                .filter(arrow -> !part(arrow.getTargetClass()).equals(part(type)));
    }

    private static List<String> names(List<JavaClass> types) {
        return types.stream().map(JavaClass::getName).sorted().toList();
    }

    private static int mostFields(JavaClass type) {
        return SHAPES_OF_A_SPAN.contains(type.getSimpleName()) ? MOST_FIELDS_OF_A_SPAN : MOST_FIELDS;
    }

    /** Those of the class and of its superclasses: an instance has them all. */
    private static List<JavaField> instanceFields(JavaClass type) {
        return type.getAllFields().stream()
                .filter(field -> field.getOwner().getPackageName().startsWith("dev.clew."))
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                .toList();
    }
}
