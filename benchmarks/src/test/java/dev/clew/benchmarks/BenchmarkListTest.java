package dev.clew.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Without its generator JMH finds nothing and the build stays green: what must be measured is written down here. */
class BenchmarkListTest {
    private static final Collection<BenchmarkListEntry> ALL = BenchmarkList.defaultList()
            .find(
                    OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                    List.of("dev.clew.*"),
                    List.of());

    @Test
    void everyShapeOfTheTargetsIsMeasured() {
        assertThat(ALL)
                .extracting(entry -> entry.getUsername().replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1"))
                .contains(
                        "SpanBenchmark.bare",
                        "SpanBenchmark.child",
                        "SpanBenchmark.event",
                        "SpanBenchmark.link",
                        "SpanBenchmark.exception",
                        "SpanBenchmark.request",
                        "SpanBenchmark.notSampled",
                        "SpanBenchmark.childOfUnsampled",
                        "SpanBenchmark.large",
                        "SpanBenchmark.scope",
                        "ThreadsBenchmark.bareOn2",
                        "ThreadsBenchmark.requestOn2",
                        "ExceptionBenchmark.with",
                        "ExceptionBenchmark.without");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                SpanBenchmark.class,
                AttributeBenchmark.class,
                TextBenchmark.class,
                ThreadsBenchmark.class,
                VirtualThreadBenchmark.class,
                ExceptionBenchmark.class
            })
    void spans_areMeasuredOnEachSdk(Class<?> type) {
        assertThat(sdks(type)).containsExactly("BRAVE", "CLEW", "NOOP", "OPENTELEMETRY");
    }

    @ParameterizedTest
    @ValueSource(classes = {EncoderBenchmark.class, DrainBenchmark.class})
    void partsOfClew_areMeasuredBesideOpenTelemetrys(Class<?> type) {
        assertThat(sdks(type)).containsExactly("CLEW", "OPENTELEMETRY");
    }

    @Test
    void attributesAndTexts_comeInEveryNumberAndKind() {
        assertThat(params(AttributeBenchmark.class, "count")).containsExactly("1", "10", "17", "4");
        assertThat(params(TextBenchmark.class, "text")).containsExactly("ASCII", "LATIN1", "LONG", "UTF16");
    }

    private static Set<String> sdks(Class<?> type) {
        return params(type, "sdk");
    }

    /** The values that each benchmark of the class has for the parameter; there must be one. */
    private static Set<String> params(Class<?> type, String name) {
        List<TreeSet<String>> values = ALL.stream()
                .filter(entry -> entry.getUserClassQName().equals(type.getName()))
                .map(entry -> new TreeSet<>(
                        Arrays.asList(entry.getParams().orElse(Map.of()).getOrDefault(name, new String[0]))))
                .distinct()
                .toList();
        assertThat(values).as("%s of %s", name, type.getSimpleName()).hasSize(1);
        return values.get(0);
    }
}
