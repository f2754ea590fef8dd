package dev.clew.configfile;

import static dev.clew.configfile.Start.FILE;
import static dev.clew.configfile.Start.messageOf;
import static dev.clew.configfile.Start.refusal;
import static dev.clew.configfile.Start.tracers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.ClewSdk;
import dev.clew.sdk.settings.Settings;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileConfigurationTest {
    private static final String FORMAT = "the version of the schema, such as \"1.0\" or \"1.1\"";

    @Test
    void start_saysInOneLineWhatIsInForce() {
        try (Start start = Start.of(tracers("""
                resource: {attributes: [{name: service.name, value: orders}]}
                propagator: {composite: [{tracecontext: }, {baggage: }]}
                """))) {
            assertThat(start.infos())
                    .containsExactly("Clew makes spans as " + FILE + " says: service=orders, sampler=ParentBased{"
                            + "root:AlwaysOnSampler,remoteParentSampled:AlwaysOnSampler,remoteParentNotSampled:AlwaysOffSampler,"
                            + "localParentSampled:AlwaysOnSampler,localParentNotSampled:AlwaysOffSampler},"
                            + " exporters=[memory], propagators=[tracecontext, baggage]");
            assertThat(start.warnings()).isEmpty();
        }
    }

    @Test
    void theOtherVariablesDoNotCount() {
        Start.of(tracers("")).close();
        Map<String, String> environment = Map.of(
                "OTEL_CONFIG_FILE",
                FILE,
                "OTEL_SERVICE_NAME",
                "ignored",
                "OTEL_TRACES_SAMPLER",
                "no such sampler",
                "OTEL_SDK_DISABLED",
                "true");
        try (Start start = Start.of(environment)) {
            assertThat(start.export().getResource().getAttributes().asMap()).doesNotContainValue("ignored");
            assertThat(start.warnings()).isEmpty();
        }
    }

    @Test
    void aFileThatCannotBeReadStopsTheStart() {
        assertThat(messageOf(() -> Start.of(Map.of("OTEL_CONFIG_FILE", "target/no-such.yaml"))
                        .close()))
                .isEqualTo("OTEL_CONFIG_FILE must be a file that can be read (there is none):"
                        + " OTEL_CONFIG_FILE=target/no-such.yaml");
        assertThat(messageOf(
                        () -> Start.of(Map.of("OTEL_CONFIG_FILE", "target")).close()))
                .startsWith("OTEL_CONFIG_FILE must be a file that can be read (")
                .endsWith(": OTEL_CONFIG_FILE=target");
    }

    @Test
    void theSystemPropertyNamesTheFileToo() {
        Properties properties = new Properties();
        properties.setProperty("otel.config.file", "target/no-such.yaml");
        assertThat(messageOf(() -> ClewSdk.fromEnvironment(Settings.of(properties, Map.of()))
                        .close()))
                .startsWith("otel.config.file must be a file that can be read");
    }

    @Test
    void customizersOfVariablesAreNotRun() {
        FakeProviders.EVENTS.clear();
        Start.of(tracers("")).close();
        assertThat(FakeProviders.EVENTS).isEmpty();

        ClewSdk.fromEnvironment(Settings.of(new Properties(), Map.of("OTEL_TRACES_EXPORTER", "memory")))
                .close();
        assertThat(FakeProviders.EVENTS).containsExactly("customized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.4", "1.0", "1.1", "1.7", "1.0-rc.3"})
    void format_isAnyOfTheSchemasThatAreKnown(String format) {
        try (Start start = Start.of(tracers("").replace("\"1.0\"", format))) {
            assertThat(start.export().getName()).isEqualTo("span");
            assertThat(start.warnings()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.3", "2.0", "1", "1.x", "v1.0"})
    void format_ofAnotherSchemaIsRefused(String format) {
        assertThat(refusal("file_format: " + format))
                .isEqualTo(FILE + ":1: file_format must be " + FORMAT + ": file_format=" + format);
    }

    @Test
    void format_mustBeThere() {
        assertThat(refusal("disabled: true"))
                .isEqualTo(FILE + ":1: file_format must be " + FORMAT + ", and is not set");
    }

    @Test
    void disabled_makesNoSpansAndDoesNotPropagate() {
        try (Start start = Start.of("disabled: true\n" + tracers("propagator: {composite: [{baggage: }]}"))) {
            assertThat(start.sdk().getTracer("t").spanBuilder("s").startSpan().isRecording())
                    .isFalse();
            assertThat(start.sdk().getPropagators().getTextMapPropagator().fields())
                    .isEmpty();
            assertThat(start.infos()).containsExactly("Clew makes no spans: disabled: true in " + FILE);
        }
    }

    @Test
    void disabled_isABoolean() {
        assertThat(refusal("file_format: '1.0'\ndisabled: \"true\""))
                .isEqualTo(FILE + ":2: disabled must be true or false, without quotes: disabled=\"true\"");
    }

    @Test
    void withoutATracerProviderThereAreNoSpansAndContextCrosses() {
        try (Start start = Start.of("file_format: '1.0'\npropagator: {composite_list: baggage}")) {
            assertThat(start.sdk().getTracer("t").spanBuilder("s").startSpan().isRecording())
                    .isFalse();
            assertThat(start.sdk().getPropagators().getTextMapPropagator().fields())
                    .containsExactly("baggage");
            assertThat(start.infos())
                    .containsExactly(
                            "Clew makes no spans: there is no tracer_provider in " + FILE + ", propagators=[baggage]");
        }
    }

    @Test
    void theOtherSignalsAreNobodysBusiness() {
        try (Start start = Start.of(tracers("""
                meter_provider: {readers: [{periodic: {interval: soon}}]}
                logger_provider: nonsense
                instrumentation/development: {java: {x: 1}}
                """))) {
            assertThat(start.warnings()).isEmpty();
        }
    }

    @Test
    void keysThatNobodyKnowsAreNamedWithTheNearestOne() {
        try (Start start = Start.of(tracers("""
                  limit: {}
                  sampler: {always_on: {ratio: 1}}
                ressource: {}
                """))) {
            assertThat(start.warnings())
                    .containsExactly(
                            FILE
                                    + ":5: tracer_provider.limit is not a key that is known here, as are id_generator, limits,"
                                    + " processors, sampler, tracer_configurator/development (nearest: limits); it has no effect",
                            FILE
                                    + ":6: tracer_provider.sampler.always_on.ratio is not a key that is known here: there are"
                                    + " none; it has no effect",
                            FILE + ":7: ressource is not a key that is known here, as are attribute_limits, disabled,"
                                    + " file_format, log_level, propagator, resource, tracer_provider (nearest: resource); it has no"
                                    + " effect");
        }
    }

    @Test
    void strict_throwsForAKeyThatNobodyKnows() {
        assertThat(messageOf(() -> Start.strictly(tracers("ressource: {}\n")).close()))
                .startsWith(FILE + ":5: ressource is not a key that is known here");
    }

    @Test
    void whatClewDoesNotDoIsNamed() {
        try (Start start = Start.of(tracers("""
                resource: {detection/development: {detectors: [{host: }]}}
                """))) {
            assertThat(start.warnings())
                    .containsExactly(FILE
                            + ":5: resource.detection/development is not supported: Clew describes process and host by"
                            + " itself; it has no effect");
        }
    }

    @Test
    void ids_areRandom() {
        try (Start start = Start.of(tracers("  id_generator: {random: }\n"))) {
            assertThat(start.warnings()).isEmpty();
            assertThat(start.export().getTraceId()).isNotEqualTo(start.export().getTraceId());
        }
        assertThat(refusal(tracers("  id_generator: {xray: }\n")))
                .isEqualTo(FILE + ":5: tracer_provider.id_generator must be one of random: id_generator=xray");
    }

    @ParameterizedTest
    @ValueSource(strings = {"attribute_limits: 5", "resource: [a]", "propagator: tracecontext"})
    void whatShouldBeAMappingIsRefused(String line) {
        String key = line.substring(0, line.indexOf(':'));
        assertThat(refusal(tracers(line))).startsWith(FILE + ":5: " + key + " must be a mapping: " + key + "=");
    }
}
