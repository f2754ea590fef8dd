package dev.clew.benchmarks.endtoend;

import java.util.function.LongConsumer;

/**
 * Counts the spans of an OTLP {@code ExportTraceServiceRequest} without making objects of them. Bytes that are no such request
 * throw {@link IllegalArgumentException}. Threads: one.
 */
final class ExportRequest {
    // ExportTraceServiceRequest.resource_spans = 1, ResourceSpans.scope_spans = 2, ScopeSpans.spans = 2
    private static final int[] PATH_TO_SPANS = {1, 2, 2};
    private static final int SPAN_ID_FIELD = 2;

    private final byte[] bytes;
    private final LongConsumer spanIds;
    private int at;

    /** Reads the array; each span's id goes to the consumer. */
    ExportRequest(byte[] bytes, LongConsumer spanIds) {
        this.bytes = bytes;
        this.spanIds = spanIds;
    }

    int countSpans() {
        return count(0, bytes.length);
    }

    private int count(int depth, int end) {
        if (depth == PATH_TO_SPANS.length) {
            spanIds.accept(spanId(end));
            return 1;
        }
        int spans = 0;
        while (at < end) {
            long tag = varint();
            if (tag == (((long) PATH_TO_SPANS[depth] << 3) | 2)) {
                int length = length(end);
                spans += count(depth + 1, at + length);
            } else {
                skip((int) tag & 7, end);
            }
        }
        return spans;
    }

    private long spanId(int end) {
        long id = 0;
        while (at < end) {
            long tag = varint();
            if (tag == ((SPAN_ID_FIELD << 3) | 2)) {
                int length = length(end);
                for (int i = 0; i < length; i++) {
                    id = (id << 8) | (bytes[at + i] & 0xFF);
                }
                at = end; // nothing else is of interest
            } else {
                skip((int) tag & 7, end);
            }
        }
        return id;
    }

    private void skip(int wireType, int end) {
        switch (wireType) {
            case 0 -> varint();
            case 1 -> at += Long.BYTES;
            case 2 -> {
                int length = length(end);
                at += length;
            }
            case 5 -> at += Integer.BYTES;
            default -> throw new IllegalArgumentException("no OTLP request: wireType=" + wireType + ", at=" + at);
        }
    }

    private int length(int end) {
        long length = varint();
        if (length < 0 || length > end - at) {
            throw new IllegalArgumentException("no OTLP request: length=" + length + ", at=" + at);
        }
        return (int) length;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE && at < bytes.length; shift += 7) {
            byte next = bytes[at++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("no OTLP request: cut off at=" + at);
    }
}
