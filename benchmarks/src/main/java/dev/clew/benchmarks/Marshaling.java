package dev.clew.benchmarks;

import io.opentelemetry.exporter.internal.otlp.traces.LowAllocationTraceRequestMarshaler;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** OpenTelemetry's encoder as its exporters use it by default: everything that can be is used again. Threads: one at a time. */
final class Marshaling {
    private final LowAllocationTraceRequestMarshaler marshaler = new LowAllocationTraceRequestMarshaler();
    private final ByteArrayOutputStream request = new ByteArrayOutputStream(1 << 20);

    /** Encodes the spans as one request; answers how many bytes that made. */
    int encode(List<SpanData> spans) throws IOException {
        request.reset();
        marshaler.initialize(spans);
        marshaler.writeBinaryTo(request);
        marshaler.reset();
        return request.size();
    }
}
