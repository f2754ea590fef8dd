package dev.clew.configfile;

import static dev.clew.configfile.Start.FILE;
import static dev.clew.configfile.Start.messageOf;
import static dev.clew.configfile.Start.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorSectionTest {
    private static final String OTHERS = "one of broken, console, memory, nothing, otlp_http, properties";
    private static final String PATH = FILE + ":4: tracer_provider.processors[0]";

    private static String file(String processor) {
        return "file_format: '1.0'\ntracer_provider:\n  processors:\n    - " + processor + "\n";
    }

    private static String refusalOf(String processor) {
        return refusal(file(processor));
    }

    @BeforeEach
    void forget() {
        FakeProviders.EVENTS.clear();
    }

    @Test
    void eachProcessorIsADestination() {
        try (Start start = Start.of("""
                file_format: "1.1"
                tracer_provider:
                  processors:
                    - batch: {exporter: {otlp_http: {endpoint: "http://127.0.0.1:1/v1/traces"}}}
                    - simple: {exporter: {memory: }}
                    - batch: {exporter: {otlp_http: {endpoint: "http://127.0.0.1:2/other"}}}
                """)) {
            assertThat(start.sdk().ledger().destinations()).hasSize(3);
            assertThat(start.infos())
                    .singleElement()
                    .asString()
                    .contains("exporters=[OTLP/HTTP to http://127.0.0.1:1/v1/traces, memory,"
                            + " OTLP/HTTP to http://127.0.0.1:2/other]");
        }
    }

    @Test
    void consoleIsTheOneOnTheClassPath() {
        try (Start start = Start.of(file("simple: {exporter: {console: }}"))) {
            assertThat(start.infos()).singleElement().asString().contains("exporters=[console]");
        }
    }

    @Test
    void anExporterReadsItsBlockByTheNamesOfItsProperties() {
        String exporter = """
                simple:
                        exporter:
                          properties:
                            my.url: here
                            my:
                              retry: {tries: 3}
                              hosts: [a, b]
                """;
        try (Start start = Start.of(file(exporter))) {
            assertThat(FakeProviders.EVENTS).containsExactly("url=here", "tries=3", "hosts=[a, b]");
            assertThat(start.warnings()).isEmpty();
        }
    }

    @Test
    void whatAnExporterDoesNotReadIsNamed() {
        try (Start start = Start.of(file("simple: {exporter: {properties: {my.ur: x}}}"))) {
            assertThat(start.warnings())
                    .containsExactly(PATH + ".simple.exporter.properties.my.ur is not a key that is known here, as are"
                            + " my.hosts, my.retry.tries, my.url (nearest: my.url); it has no effect");
        }
    }

    @Test
    void anExportersValueThatCannotBeUsedIsRefusedAtItsPlace() {
        assertThat(refusalOf("simple: {exporter: {properties: {my.retry.tries: few}}}"))
                .isEqualTo(
                        PATH + ".simple.exporter.properties.my.retry.tries must be a whole number from -2^31 to 2^31-1:"
                                + " tries=few");
    }

    @Test
    void anExporterThatIsMadeAlreadyIsClosedWhenTheStartFails() {
        String second = "simple: {exporter: {properties: }}\n    - simple: {exporter: {broken: }}";
        assertThat(refusalOf(second))
                .isEqualTo(FILE + ":5: tracer_provider.processors[1].simple.exporter.broken cannot be made:"
                        + " java.lang.NoSuchMethodError: void Gone.gone()");
        assertThat(FakeProviders.EVENTS).endsWith("closed");
    }

    @Test
    void anExporterIsClosedWhenStrictModeThrows() {
        String unknown = file("simple: {exporter: {properties: }}") + "unknown: 1\n";
        assertThat(messageOf(() -> Start.strictly(unknown).close())).contains("unknown is not a key");
        assertThat(FakeProviders.EVENTS).endsWith("closed");
    }

    @Test
    void anExporterThatIsNoneFailsTheStart() {
        assertThat(refusalOf("simple: {exporter: {nothing: }}"))
                .isEqualTo(PATH + ".simple.exporter.nothing cannot be made: its provider answers null");
    }

    @Test
    void simpleHasNoBatches() {
        try (Start start = Start.of(file("simple: {exporter: {memory: }, schedule_delay: 5}"))) {
            assertThat(start.warnings())
                    .containsExactly(PATH + ".simple.schedule_delay is not a key that is known here, as are exporter;"
                            + " it has no effect");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "batch: {exporter: {memory: }, schedule_delay: -1}| .batch.schedule_delay must be a whole number from 0 to 2147483647: schedule_delay=-1",
                "batch: {exporter: {memory: }, export_timeout: soon}| .batch.export_timeout must be a whole number from 0 to 2147483647: export_timeout=soon",
                "batch: {exporter: {memory: }, max_queue_size: 0}| .batch.max_queue_size must be a whole number from 1 to 2147483647: max_queue_size=0",
                "batch: {exporter: {memory: }, max_export_batch_size: 0}| .batch.max_export_batch_size must be a whole number from 1 to 2147483647: max_export_batch_size=0",
                "batch: {exporter: {memory: }, max_queue_size: 10, max_export_batch_size: 11}| .batch.max_export_batch_size must be at most tracer_provider.processors[0].batch.max_queue_size=10: max_export_batch_size=11",
                "batc: {exporter: {memory: }}| ' must be one of batch, simple (nearest: batch): processors[0]=batc'",
                "batch| ' must be a mapping: processors[0]=batch'"
            })
    void aProcessorThatIsNoneIsRefused(String processor, String message) {
        assertThat(refusalOf(processor)).isEqualTo(PATH + message);
    }

    @Test
    void anExporterMustBeThere() {
        assertThat(refusalOf("batch: "))
                .isEqualTo(PATH + ".batch.exporter must be a mapping with one key, " + OTHERS + ", and is not set");
        assertThat(refusalOf("simple: {exporter: {memry: }}"))
                .isEqualTo(PATH + ".simple.exporter must be " + OTHERS + " (nearest: memory): exporter=memry");
    }

    @Test
    void grpcSaysWhatToUse() {
        assertThat(refusalOf("batch: {exporter: {otlp_grpc: {endpoint: \"http://localhost:4317\"}}}"))
                .isEqualTo(
                        PATH + ".batch.exporter.otlp_grpc needs an exporter that speaks gRPC on the class path: the"
                                + " artifact opentelemetry-exporter-otlp; or use otlp_http, which most receivers take on port 4318");
    }

    @Test
    void processorsMustBeThere() {
        String refused =
                "tracer_provider.processors must be a list of processors, each batch or simple, and is not set";
        assertThat(refusal("file_format: '1.0'\ntracer_provider: {sampler: {always_on: }}\n"))
                .isEqualTo(FILE + ":2: " + refused);
        assertThat(refusal("file_format: '1.0'\ntracer_provider:\n  processors: []\n"))
                .isEqualTo(FILE + ":3: " + refused);
    }
}
