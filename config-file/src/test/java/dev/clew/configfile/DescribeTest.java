package dev.clew.configfile;

import static dev.clew.configfile.Start.FILE;
import static dev.clew.configfile.Start.tracers;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code ClewSdk.describe()} says of a file: the value in force, and the place that it comes from. */
class DescribeTest {
    private static final String YAML = """
            file_format: "1.0"
            attribute_limits: {attribute_count_limit: 20}
            resource:
              attributes_list: region=${REGION}
              attributes: [{name: service.name, value: orders}]
            propagator: {composite: [{tracecontext: }]}
            tracer_provider:
              limits: {event_count_limit: 6}
              sampler: {always_on: }
              processors:
                - batch:
                    max_queue_size: 300
                    schedule_delay: 2000
                    exporter:
                      otlp_http:
                        endpoint: http://localhost:1/x
                        headers: [{name: key, value: secret}]
                - batch: {export_timeout: 1500, exporter: {memory: }}
                - simple: {exporter: {memory: }}
            """;

    /** The lines of the description, each blank run one blank. */
    private static List<String> described(Start start) {
        return start.sdk()
                .describe()
                .lines()
                .map(line -> line.trim().replaceAll(" {2,}", " | "))
                .toList();
    }

    @Test
    void everyValueNamesItsPlace() {
        try (Start start = Start.of(YAML)) {
            String batch = "tracer_provider.processors[0].batch";
            assertThat(described(start))
                    .contains(
                            "service | orders | " + FILE + ":5: resource.attributes[0]",
                            "service.name | orders | " + FILE + ":5: resource.attributes[0]",
                            "sampler | AlwaysOnSampler | " + FILE + ":9: tracer_provider.sampler",
                            "propagated fields | traceparent, tracestate | " + FILE + ":6: propagator",
                            "attributes | 20 | " + FILE + ":2: attribute_limits.attribute_count_limit",
                            "events | 6 | " + FILE + ":8: tracer_provider.limits.event_count_limit",
                            "links | 128 | default",
                            "endpoint | http://localhost:1/x | " + FILE + ":16: " + batch
                                    + ".exporter.otlp_http.endpoint",
                            "headers | key=*** | " + FILE + ":17: " + batch + ".exporter.otlp_http.headers",
                            "timeout | 10000 ms | default",
                            "held spans | 300 | " + FILE + ":12: " + batch + ".max_queue_size",
                            "batch age | 2 s | " + FILE + ":13: " + batch + ".schedule_delay",
                            "export timeout | 1500 ms | " + FILE
                                    + ":18: tracer_provider.processors[1].batch.export_timeout");
            assertThat(start.sdk().describe())
                    .contains(FILE + ":19: tracer_provider.processors[2].simple")
                    .doesNotContain("secret");
        }
    }

    @Test
    void whatIsLeftOutIsTheDefault() {
        try (Start start = Start.of(tracers(""))) {
            assertThat(described(start)).anyMatch(line -> line.matches("sampler \\| ParentBased.*\\| default"));
            assertThat(described(start))
                    .contains("attributes | 128 | default", "length of a value | unlimited | default");
        }
    }

    @Test
    void variablesThatDoNotCountBesideTheFileAreNamed() {
        Start.write("file_format: \"1.0\"\nresource: {attributes_list: \"region=${OTEL_REGION}\"}\n");
        Map<String, String> environment =
                Map.of("OTEL_CONFIG_FILE", FILE, "OTEL_SERVICE_NAME", "ignored", "OTEL_REGION", "eu");
        try (Start start = Start.of(environment)) {
            assertThat(described(start))
                    .contains("set, not used | OTEL_SERVICE_NAME | only the file that OTEL_CONFIG_FILE names counts")
                    .noneMatch(line -> line.contains("OTEL_REGION"));
        }
    }
}
