package dev.clew.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clew.autoconfigure.Environment.Start;
import dev.clew.sdk.settings.SettingException;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class ExporterSettingsTest {
    private static final String KEY = "OTEL_TRACES_EXPORTER";
    private static final String UNLOADABLE =
            "a ConfigurableSpanExporterProvider on the class path is left out, its provider fails: "
                    + "java.util.ServiceConfigurationError: "
                    + "io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider: "
                    + "Provider dev.clew.autoconfigure.FakeProviders$Unloadable could not be instantiated, "
                    + "caused by java.lang.IllegalStateException: no disk";

    @ParameterizedTest
    @CsvSource({
        "'', [OTLP to nowhere]",
        "' ', [OTLP to nowhere]",
        "otlp, [OTLP to nowhere]",
        "OTLP, [OTLP to nowhere]",
        "'otlp, otlp,', [OTLP to nowhere]",
        "none, []",
        "None, []"
    })
    void exporters_areThoseListed(String value, String inForce) {
        try (Start start = Environment.start(KEY, value)) {
            assertThat(start.infos()).singleElement().asString().contains(", exporters=" + inForce + ", ");
            assertThat(start.warnings()).isEmpty();
        }
    }

    @Test
    void exporters_ofOpenTelemetryGetTheSpans() {
        FakeProviders.MEMORY.clear();
        try (Start start = Environment.start(KEY, "memory", "OTEL_SERVICE_NAME", "orders")) {
            start.sdk().getTracer("t").spanBuilder("one").startSpan().end();
            start.sdk().forceFlush().join(10, TimeUnit.SECONDS);

            assertThat(FakeProviders.MEMORY.spans())
                    .extracting(SpanData::getName)
                    .containsExactly("one");
            assertThat(start.infos()).singleElement().asString().contains("service=orders", "exporters=[memory]");
        }
    }

    @Test
    void exporters_ofOneNameTheOneThatCanDoWhatIsAskedForIsTaken() {
        FakeProviders.MEMORY.clear();
        try (Start start = Environment.start(KEY, "otlp", "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")) {
            start.sdk().getTracer("t").spanBuilder("one").startSpan().end();
            start.flush();

            assertThat(FakeProviders.MEMORY.spans()).hasSize(1);
            assertThat(start.infos()).singleElement().asString().contains("exporters=[otlp]");
        }
    }

    @Test
    void exporters_thatAnArtifactWouldBringAreReportedWithIt() {
        try (Start start = Environment.start(KEY, "logging,otlp")) {
            assertThat(start.warnings())
                    .last()
                    .asString()
                    .contains(
                            "; 'logging' needs opentelemetry-exporter-logging on the class path: OTEL_TRACES_EXPORTER=logging; ");
        }
    }

    @Test
    void exporters_thatCannotBeLoadedAreReportedInOneLineAndLeftOut() {
        try (Start start = Environment.start(KEY, "memory,otlp")) {
            assertThat(start.infos()).singleElement().asString().contains("exporters=[memory, OTLP to nowhere]");
            assertThat(start.warnings()).containsExactly(UNLOADABLE);
        }
    }

    @Test
    void exporters_thatCannotBeMadeAreReportedInOneLineAndLeftOut() {
        try (Start start = Environment.start(KEY, "unlinked,otlp")) {
            assertThat(start.infos()).singleElement().asString().contains("exporters=[OTLP to nowhere]");
            assertThat(start.warnings())
                    .containsExactly("exporter unlinked is left out, its provider fails: "
                            + "java.lang.NoSuchMethodError: void Gone.gone()");
        }
    }

    @Test
    void exporters_unknownIsLeftOutAndReportedWithThoseThereAre() {
        try (Start start = Environment.start(KEY, "memroy,otlp")) {
            assertThat(start.infos()).singleElement().asString().contains("exporters=[OTLP to nowhere]");
            assertThat(start.warnings())
                    .containsExactly(
                            UNLOADABLE,
                            "OTEL_TRACES_EXPORTER must be one of Memory, collecting, none, otlp, unlinked (nearest: Memory): "
                                    + "OTEL_TRACES_EXPORTER=memroy; it is left out");
        }
    }

    @Test
    void exporters_allUnknownMeansTheDefault() {
        try (Start start = Environment.start(KEY, "something-else-altogether")) {
            assertThat(start.infos()).singleElement().asString().contains("exporters=[OTLP to nowhere]");
            assertThat(start.warnings())
                    .contains("OTEL_TRACES_EXPORTER must be one of Memory, collecting, none, otlp, unlinked: "
                            + "OTEL_TRACES_EXPORTER=something-else-altogether; the default is used instead: otlp");
        }
    }

    @Test
    void exporters_noneAmongOthersIsRefused() {
        try (Start start = Environment.start(KEY, "none,memory")) {
            assertThat(start.infos()).singleElement().asString().contains("exporters=[OTLP to nowhere]");
            assertThat(start.warnings())
                    .containsExactly("OTEL_TRACES_EXPORTER must be none alone, or a list of names without it: "
                            + "OTEL_TRACES_EXPORTER=none,memory; the default is used instead: otlp");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "OTEL_TRACES_EXPORTER; otpl; must be one of Memory, collecting, none, otlp, unlinked (nearest: otlp); otpl",
                "OTEL_TRACES_EXPORTER; none,otlp; must be none alone, or a list of names without it; none,otlp"
            })
    void strict_throwsWithKeyValueAndWhatWasExpected(String key, String value, String expected, String named) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> Environment.startStrictly(key, value))
                .withMessage(key + " " + expected + ": " + key + "=" + named);
    }

    @Test
    void strict_throwsForASettingOfTheExportersOwn() {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> Environment.startStrictly(KEY, "otlp", "OTEL_EXPORTER_OTLP_TIMEOUT", "soon"))
                .withMessageContaining("OTEL_EXPORTER_OTLP_TIMEOUT=soon");
    }
}
