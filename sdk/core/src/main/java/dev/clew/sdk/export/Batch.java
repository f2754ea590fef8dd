package dev.clew.sdk.export;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A sealed batch: an OTLP {@code ExportTraceServiceRequest} in protobuf, as pieces to be sent one after the other.
 *
 * <p>Threads: immutable, until its sender has answered that it was delivered; then its memory holds other spans.
 */
public final class Batch {
    // What a piece costs beyond its bytes: buffer, array header, list slots.
    private static final int PIECE_BYTES = 96;

    private final List<ByteBuffer> pieces;
    private final List<ScopeSpans> scopeSpans;
    private final int spanCount;
    private final int sizeBytes;
    private final long memoryBytes;

    Batch(List<ByteBuffer> pieces, List<ScopeSpans> scopeSpans) {
        this.pieces = List.copyOf(pieces);
        this.scopeSpans = List.copyOf(scopeSpans);
        this.spanCount = scopeSpans.stream().mapToInt(ScopeSpans::spanCount).sum();
        this.sizeBytes = pieces.stream().mapToInt(ByteBuffer::remaining).sum();
        this.memoryBytes = pieces.stream()
                .mapToLong(piece -> piece.capacity() + PIECE_BYTES)
                .sum();
    }

    /** Spans in the batch; at least 1. */
    public int spanCount() {
        return spanCount;
    }

    /** Length of the request in bytes: the sum of the pieces. */
    public int sizeBytes() {
        return sizeBytes;
    }

    /** The request, in order, as new read-only buffers over the batch's own memory: nothing is copied. */
    public List<ByteBuffer> pieces() {
        return pieces.stream().map(ByteBuffer::asReadOnlyBuffer).toList();
    }

    /** What the batch costs on the heap, for the budget of who holds it. */
    long memoryBytes() {
        return memoryBytes;
    }

    List<ScopeSpans> scopeSpans() {
        return scopeSpans;
    }

    /** The spans of one scope, each as a field of OTLP's {@code ScopeSpans}; none is cut by the end of a chunk. */
    record ScopeSpans(int scopeId, List<ByteBuffer> chunks, int spanCount) {}
}
