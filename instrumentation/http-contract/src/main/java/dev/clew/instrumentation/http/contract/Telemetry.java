package dev.clew.instrumentation.http.contract;

import dev.clew.testing.ClewRecording;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;

/** An SDK under a suite, with W3C trace context, and the spans that were ended in it. Threads: any. */
public interface Telemetry extends AutoCloseable {
    /** The SDK's API. */
    OpenTelemetry openTelemetry();

    /** The sampled spans ended until now, in the order of their ends. */
    List<SpanData> finishedSpans();

    @Override
    void close();

    /** The OpenTelemetry SDK, with the given sampler. */
    static Telemetry standard(Sampler sampler) {
        InMemorySpanExporter exporter = InMemorySpanExporter.create();
        OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                .setTracerProvider(SdkTracerProvider.builder()
                        .setSampler(sampler)
                        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                        .build())
                .build();
        return new Telemetry() {
            @Override
            public OpenTelemetry openTelemetry() {
                return sdk;
            }

            @Override
            public List<SpanData> finishedSpans() {
                return exporter.getFinishedSpanItems();
            }

            @Override
            public void close() {
                sdk.close();
            }
        };
    }

    /** Clew, with the given sampler. */
    static Telemetry clew(Sampler sampler) {
        ClewRecording recording = ClewRecording.builder().setSampler(sampler).build();
        return new Telemetry() {
            @Override
            public OpenTelemetry openTelemetry() {
                return recording.getOpenTelemetry();
            }

            @Override
            public List<SpanData> finishedSpans() {
                return recording.spans();
            }

            @Override
            public void close() {
                recording.close();
            }
        };
    }
}
