package dev.clew.sdk.export;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A sealed batch: an OTLP {@code ExportTraceServiceRequest} in protobuf, as pieces to be sent one after the other.
 *
 * <p>Threads: immutable.
 */
public final class Batch {
    private final List<byte[]> pieces;
    private final int spanCount;
    private final int sizeBytes;

    Batch(List<byte[]> pieces, int spanCount) {
        this.pieces = List.copyOf(pieces);
        this.spanCount = spanCount;
        this.sizeBytes = pieces.stream().mapToInt(piece -> piece.length).sum();
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
        return pieces.stream()
                .map(piece -> ByteBuffer.wrap(piece).asReadOnlyBuffer())
                .toList();
    }
}
