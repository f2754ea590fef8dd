package dev.clew.sdk.export;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Batches for tests of senders, whose constructor only this package sees. */
public final class TestBatches {
    private TestBatches() {}

    /** A batch of spans named {@code span 0}, {@code span 1} and so on, in small pieces. */
    public static Batch ofSpans(int count) {
        return of(request(count), count, 100);
    }

    /** A batch with the request's bytes in pieces of the given size. */
    public static Batch of(ExportTraceServiceRequest request, int spanCount, int pieceBytes) {
        byte[] bytes = request.toByteArray();
        List<ByteBuffer> pieces = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += pieceBytes) {
            pieces.add(ByteBuffer.wrap(bytes, from, Math.min(pieceBytes, bytes.length - from)));
        }
        return new Batch(pieces, List.of(new Batch.ScopeSpans(0, List.of(), spanCount)));
    }

    /** The request that {@link #ofSpans} cuts into pieces. */
    public static ExportTraceServiceRequest request(int spanCount) {
        ScopeSpans.Builder scope = ScopeSpans.newBuilder();
        IntStream.range(0, spanCount).mapToObj(TestBatches::span).forEach(scope::addSpans);
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
                .build();
    }

    private static Span span(int index) {
        byte[] traceId = new byte[16];
        Arrays.fill(traceId, (byte) (index + 1));
        return Span.newBuilder()
                .setTraceId(ByteString.copyFrom(traceId))
                .setSpanId(ByteString.copyFrom(traceId, 0, 8))
                .setName("span " + index)
                .setStartTimeUnixNano(1_000L + index)
                .setEndTimeUnixNano(2_000L + index)
                .build();
    }
}
