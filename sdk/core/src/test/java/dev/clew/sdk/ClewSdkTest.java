package dev.clew.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClewSdkTest {
    @Test
    void spans_reachAForeignExporterWithEverythingTheyHold() {
        InMemorySpanExporter exporter = InMemorySpanExporter.create();
        try (ClewSdk sdk = ClewSdk.builder()
                .setServiceName("orders")
                .addSpanExporter(exporter)
                .build()) {
            Span parent = sdk.getTracer("shop")
                    .spanBuilder("GET /orders")
                    .setSpanKind(SpanKind.SERVER)
                    .startSpan();
            try (Scope ignored = parent.makeCurrent()) {
                Span child = sdk.getTracer("jdbc")
                        .spanBuilder("SELECT")
                        .setAttribute("db.rows", 3)
                        .startSpan();
                child.addEvent("retry", Attributes.of(AttributeKey.longKey("attempt"), 2L));
                child.recordException(new IllegalStateException("no"));
                child.setStatus(StatusCode.ERROR, "broken");
                child.end();
            }
            parent.end();

            assertThat(sdk.forceFlush().join(5, TimeUnit.SECONDS).isSuccess()).isTrue();
            assertThat(sdk.ledger().recorded()).isEqualTo(2);
            assertThat(sdk.ledger().delivered()).isEqualTo(2);
            List<SpanData> spans = exporter.getFinishedSpanItems();
            assertThat(spans).extracting(SpanData::getName).containsExactly("SELECT", "GET /orders");
            SpanData child = spans.get(0);
            assertThat(child.getParentSpanId()).isEqualTo(spans.get(1).getSpanId());
            assertThat(child.getAttributes()).isEqualTo(Attributes.of(AttributeKey.longKey("db.rows"), 3L));
            assertThat(child.getEvents()).hasSize(2);
            assertThat(child.getStatus().getDescription()).isEqualTo("broken");
            assertThat(child.getResource().getAttribute(AttributeKey.stringKey("service.name")))
                    .isEqualTo("orders");
        }
    }
}
