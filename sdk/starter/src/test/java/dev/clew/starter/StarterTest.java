package dev.clew.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a user gets who adds this one dependency: a JVM of its own, with the starter's class path and {@code OTEL_*}. */
@Timeout(120)
class StarterTest {
    @TempDir
    Path directory;

    @Test
    void spans_reachAnOtlpReceiverWhenTheProgramExits() throws Exception {
        List<ExportTraceServiceRequest> requests = new CopyOnWriteArrayList<>();
        HttpServer receiver = receiver(requests);
        try {
            StarterJvm.Run run = run(Map.of(
                    "OTEL_SERVICE_NAME", "orders",
                    "OTEL_RESOURCE_ATTRIBUTES", "team=web%20shop",
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                            "http://localhost:" + receiver.getAddress().getPort()));

            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(run.err())
                    .contains("Clew makes spans: service=orders, sampler=parentbased_always_on, ")
                    .contains("exporters=[OTLP/HTTP to http://localhost:"
                            + receiver.getAddress().getPort() + "/v1/traces]")
                    .contains("propagators=[tracecontext, baggage]")
                    .doesNotContain("WARNING");
        } finally {
            receiver.stop(0);
        }
        ResourceSpans resource = requests.stream()
                .flatMap(request -> request.getResourceSpansList().stream())
                .reduce((first, second) -> first.toBuilder().mergeFrom(second).build())
                .orElseThrow();
        assertThat(resource.getResource().getAttributesList())
                .extracting(KeyValue::getKey, pair -> pair.getValue().getStringValue())
                .contains(tuple("service.name", "orders"), tuple("team", "web shop"));
        assertThat(resource.getScopeSpansList())
                .extracting(scope -> scope.getScope().getName())
                .containsOnly("program");
        List<Span> spans = resource.getScopeSpansList().stream()
                .map(ScopeSpans::getSpansList)
                .flatMap(List::stream)
                .toList();
        assertThat(spans).extracting(Span::getName).containsExactly("load", "GET /orders/{id}");
        assertThat(spans.get(0).getParentSpanId()).isEqualTo(spans.get(1).getSpanId());
        assertThat(spans.get(0).getTraceId()).isEqualTo(spans.get(1).getTraceId());
    }

    @Test
    void console_printsTheTreeWhenTheProgramExits() throws Exception {
        StarterJvm.Run run = run(Map.of("OTEL_TRACES_EXPORTER", "console"));

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out() + run.err()).contains("GET /orders/{id}", "load");
        assertThat(run.err()).contains("exporters=[console]").doesNotContain("WARNING");
    }

    @Test
    void strict_endsTheProgramThatIsSetUpWrongly() throws Exception {
        StarterJvm.Run run = run(Map.of("OTEL_TRACES_EXPORTER", "otpl", "OTEL_JAVA_CLEW_STRICT", "true"));

        assertThat(run.exit()).isOne();
        assertThat(run.err())
                .contains("OTEL_TRACES_EXPORTER must be one of console, none, otlp (nearest: otlp): "
                        + "OTEL_TRACES_EXPORTER=otpl");
    }

    private static HttpServer receiver(List<ExportTraceServiceRequest> requests) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            try (InputStream body = gzip ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
                requests.add(ExportTraceServiceRequest.parseFrom(body));
            }
            byte[] answer = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
            exchange.close();
        });
        server.start();
        return server;
    }

    private StarterJvm.Run run(Map<String, String> variables) throws IOException, InterruptedException {
        return StarterJvm.run(directory, OneSpan.class, variables);
    }
}
