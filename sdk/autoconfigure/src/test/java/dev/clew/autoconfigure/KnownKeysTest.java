package dev.clew.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clew.autoconfigure.Environment.Start;
import dev.clew.sdk.settings.SettingException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownKeysTest {
    @ParameterizedTest
    @CsvSource({
        "OTEL_TRACE_SAMPLER, OTEL_TRACES_SAMPLER",
        "OTEL_SERVICENAME, OTEL_SERVICE_NAME",
        "OTEL_EXPORTER_OTLP_ENDPIONT, OTEL_EXPORTER_OTLP_ENDPOINT",
        "OTEL_EXPORTER_OTLP_TRACE_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
        "OTEL_EXPORTER_OTEL_HEADERS, OTEL_EXPORTER_OTLP_HEADERS",
        "OTEL_PROPAGATOR, OTEL_PROPAGATORS",
        "OTEL_JAVA_CLEW_STRIKT, OTEL_JAVA_CLEW_STRICT"
    })
    void key_thatIsMisspeltIsReportedWithTheOneMeantAndThrownWhenStrict(String written, String meant) {
        String message = written + " is not a setting; did you mean " + meant + "?";
        try (Start start = Environment.start(written, "secret")) {
            assertThat(start.warnings()).containsExactly(message);
            assertThat(start.row("set, not used")).isEqualTo(written + " | not a setting; did you mean " + meant + "?");
        }
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> Environment.startStrictly(written, "secret"))
                .withMessage(message);
    }

    @Test
    void key_thatIsAMisspeltPropertyIsReportedAsOne() {
        assertThat(KnownKeys.meant("otel.trace.sampler")).isEqualTo("otel.traces.sampler");
        assertThat(KnownKeys.meant("otel.traces-sampler")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OTEL_METRICS_EXPORTER",
                "OTEL_LOGS_EXPORTER",
                "OTEL_BLRP_SCHEDULE_DELAY",
                "OTEL_METRIC_EXPORT_INTERVAL",
                "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
                "OTEL_EXPORTER_OTLP_LOGS_HEADERS",
                "OTEL_EXPORTER_OTLP_PROFILES_ENDPOINT",
                "OTEL_LOGRECORD_ATTRIBUTE_COUNT_LIMIT",
                "OTEL_METRIC_EXPORTER",
                "OTEL_EXPORTER_OTLP_METRIC_ENDPOINT",
                "OTEL_INSTRUMENTATION_JDBC_ENABLED",
                "OTEL_JAVAAGENT_DEBUG",
                "OTEL_EXPERIMENTAL_SDK_JVM_STACKTRACE",
                "OTEL_K8S_NAMESPACE",
                "OTEL_ACME_TENANT"
            })
    void key_ofAnotherSignalOrSomebodyElseIsQuiet(String key) {
        try (Start start = Environment.startStrictly(key, "x")) {
            assertThat(start.warnings()).isEmpty();
        }
    }

    @Test
    void key_ofTracesNeverLooksLikeAnother() {
        assertThat(KnownKeys.tracing())
                .hasSizeGreaterThan(40)
                .allSatisfy(key -> assertThat(KnownKeys.meant(key)).isNull());
    }

    @ParameterizedTest
    @CsvSource({
        "OTEL_METRICS_EXPORTER, not for traces",
        "OTEL_TRACES_SAMPLER_ARG, nothing in force asks for it",
        "OTEL_EXPERIMENTAL_OTLP_BUFFER_SIZE, 'no effect in Clew: batches go out in the buffers they were filled in'",
        "OTEL_ACME_TENANT, not a setting of Clew"
    })
    void describe_saysWhyAKeyIsSetInVain(String key, String reason) {
        try (Start start = Environment.start(key, "1")) {
            assertThat(start.row("set, not used")).isEqualTo(key + " | " + reason);
        }
    }

    @Test
    void describe_saysNothingOfWhatIsUsed() {
        try (Start start = Environment.start(
                "OTEL_TRACES_SAMPLER", "traceidratio", "OTEL_TRACES_SAMPLER_ARG", "0.5", "OTEL_SERVICE_NAME", "x")) {
            assertThat(start.row("set, not used")).isEqualTo("no set, not used");
        }
    }

    @Test
    void every_keyOfTracesIsOneThatTheStartAsksFor() {
        // With everything set, what is left is what only certain choices ask for, and what other modules read.
        String[] all = KnownKeys.tracing().stream()
                .filter(key -> !key.equals("OTEL_CONFIG_FILE")) // nothing else would be asked for
                .flatMap(key -> List.of(key, "1").stream())
                .toArray(String[]::new);
        var settings = Environment.settings(all);
        try (LogLines log = new LogLines()) {
            dev.clew.sdk.ClewSdk.builderFromEnvironment(settings);
            assertThat(log.warnings()).isNotEmpty();
        }

        assertThat(settings.unused())
                .allMatch(key -> key.startsWith("OTEL_EXPORTER_OTLP_")
                        || List.of(
                                        "OTEL_TRACES_SAMPLER_ARG",
                                        "OTEL_JAVA_EXPORTER_OTLP_RETRY_DISABLED",
                                        "OTEL_JAVA_CLEW_PASSTHROUGH_FIELDS",
                                        "OTEL_JAVA_CLEW_MAX_SPAN_BYTES")
                                .contains(key));
    }
}
