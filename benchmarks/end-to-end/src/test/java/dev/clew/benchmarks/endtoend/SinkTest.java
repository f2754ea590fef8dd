package dev.clew.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.benchmarks.endtoend.Load.Shape;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sink counts what the real exporters send it. */
class SinkTest {
    private final Arrivals arrivals = new Arrivals(true, 0);

    @ParameterizedTest
    @CsvSource({
        "OTEL_HTTP, none", "OTEL_HTTP, gzip",
        "OTEL_TUNED_JDK, none", "OTEL_TUNED_JDK, gzip",
        "OTEL_GRPC, none", "OTEL_GRPC, gzip",
        "CLEW, none", "CLEW, gzip"
    })
    void countsTheSpansOfEverySubject(Subject subject, String compression) throws IOException {
        try (HttpSink http = new HttpSink(0, arrivals);
                GrpcSink grpc = new GrpcSink(0, arrivals)) {
            Running sdk = Running.start(subject, subject.isGrpc() ? grpc.port() : http.port(), compression);
            long made = new Load(sdk.provider(), Shape.REQUEST).run(2_000, TimeUnit.MILLISECONDS.toNanos(200));
            boolean flushed = sdk.flush().get().join(10, TimeUnit.SECONDS).isSuccess();
            sdk.shutdown().get().join(10, TimeUnit.SECONDS);

            assertThat(flushed).isTrue();
            assertThat(made).isPositive();
            assertThat(arrivals.figures().get("spans")).isEqualTo(made);
            assertThat(arrivals.figures().get("distinct")).isEqualTo(made);
        }
    }

    @Test
    void aSpanThatArrivesTwiceIsCountedOnceAmongTheDistinctOnes() throws IOException {
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(SpanExporter.composite()))
                        .build();
                HttpSink sink = new HttpSink(0, arrivals);
                SpanExporter exporter = OtlpHttpSpanExporter.builder()
                        .setEndpoint("http://localhost:" + sink.port() + "/v1/traces")
                        .build()) {
            List<SpanData> spans = List.of(span(provider), span(provider), span(provider));
            for (int times = 0; times < 2; times++) {
                assertThat(exporter.export(spans).join(10, TimeUnit.SECONDS).isSuccess())
                        .isTrue();
            }

            assertThat(arrivals.figures().get("spans")).isEqualTo(6);
            assertThat(arrivals.figures().get("distinct")).isEqualTo(3);
            assertThat(arrivals.figures().get("requests")).isEqualTo(2);
        }
    }

    private static SpanData span(TracerProvider provider) {
        return ((ReadableSpan) provider.get("test").spanBuilder("span").startSpan()).toSpanData();
    }

    @Test
    void bytesThatAreNoRequestAreRefusedAndNotCounted() {
        assertThatThrownBy(() -> arrivals.take(new byte[] {10, 100, 1}, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("length=100");
        assertThat(arrivals.figures().get("spans")).isZero();
    }
}
