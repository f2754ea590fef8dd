package dev.clew.it;

import dev.clew.sdk.ClewSdk;
import dev.clew.sdk.settings.Settings;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;

/**
 * An application of a server that runs many: made by a class loader of its own, which also has Clew, everything that Clew stands
 * on, and an exporter of the application's. Runs from start to end.
 */
public final class UndeployedApplication implements Runnable {
    private final String endpoint;

    public UndeployedApplication(String endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public void run() {
        Properties settings = new Properties();
        settings.setProperty("otel.service.name", "undeployed");
        settings.setProperty("otel.traces.exporter", "otlp,console");
        settings.setProperty("otel.exporter.otlp.endpoint", endpoint);
        try (ClewSdk sdk = ClewSdk.builderFromEnvironment(Settings.of(settings, Map.of()))
                .addSpanExporter(new OwnExporter())
                .buildAndRegisterGlobal()) {
            Span span = sdk.getTracer("app").spanBuilder("last words").startSpan();
            try (Scope ignored = span.makeCurrent()) {
                span.recordException(new IllegalStateException("of the application's own loader"));
            }
            span.end();
        }
    }

    private static final class OwnExporter implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
