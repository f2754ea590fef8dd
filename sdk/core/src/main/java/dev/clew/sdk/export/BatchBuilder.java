package dev.clew.sdk.export;

import dev.clew.sdk.export.Batch.ScopeSpans;
import dev.clew.sdk.frame.AttributeWriter;
import dev.clew.sdk.frame.Frame;
import dev.clew.sdk.frame.OtlpWriter;
import dev.clew.sdk.frame.Scopes;
import io.opentelemetry.sdk.resources.Resource;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The open batch of a destination: frames' messages, copied once, grouped by instrumentation scope.
 *
 * <p>Threads: the drain. Allocates: chunks of 4 to 64 KiB where no batch was taken back; they go into the batch as they are.
 */
final class BatchBuilder {
    private static final int SPANS = 0x12; // ScopeSpans.spans = 2

    private final Scopes scopes;
    private final byte[] resource; // ResourceSpans, the fields before the scopes
    private final ChunkPool pool;
    private @Nullable ScopeChunks[] byScope = new ScopeChunks[8]; // by the scope's number
    private int spanCount;
    private int sizeBytes;

    BatchBuilder(Resource resource, Scopes scopes) {
        this(resourceFields(resource), scopes, new ChunkPool());
    }

    private BatchBuilder(byte[] resource, Scopes scopes, ChunkPool pool) {
        this.resource = resource;
        this.scopes = scopes;
        this.pool = pool;
    }

    private static byte[] resourceFields(Resource resource) {
        OtlpWriter message = new OtlpWriter(512);
        new AttributeWriter(message).writeAll(0x0A, resource.getAttributes()); // Resource.attributes = 1
        OtlpWriter fields = new OtlpWriter(512);
        fields.writeBytes(0x0A, message.toByteArray()); // ResourceSpans.resource = 1
        String schemaUrl = resource.getSchemaUrl();
        if (schemaUrl != null) {
            fields.writeString(0x1A, schemaUrl); // ResourceSpans.schema_url = 3
        }
        return fields.toByteArray();
    }

    /** An empty builder of the same resource, scopes and pool. */
    BatchBuilder another() {
        return new BatchBuilder(resource, scopes, pool);
    }

    /** Fills the memory of a batch again, which nobody reads any more. */
    void takeBack(Batch batch) {
        pool.takeBack(batch);
    }

    int spanCount() {
        return spanCount;
    }

    /** Bytes of spans so far; the request is a little larger. */
    int sizeBytes() {
        return sizeBytes;
    }

    void append(Frame frame) {
        int length = frame.messageLength();
        ScopeChunks chunks = chunks(frame.scopeId());
        int at = chunks.beginSpan(length);
        frame.copyMessage(chunks.chunk, at);
        added(chunks.endSpan(at, length));
    }

    /** Adds a span that is encoded already; the builder's scopes know the number. */
    void append(int scopeId, ByteBuffer message) {
        int length = message.remaining();
        ScopeChunks chunks = chunks(scopeId);
        int at = chunks.beginSpan(length);
        message.get(chunks.chunk, at, length);
        added(chunks.endSpan(at, length));
    }

    private void added(int bytes) {
        spanCount++;
        sizeBytes += bytes;
    }

    private ScopeChunks chunks(int scopeId) {
        if (scopeId >= byScope.length) {
            byScope = Arrays.copyOf(byScope, Math.max(scopeId + 1, 2 * byScope.length));
        }
        ScopeChunks chunks = byScope[scopeId];
        if (chunks == null) {
            chunks = new ScopeChunks(scopeId, pool);
            byScope[scopeId] = chunks;
        }
        return chunks;
    }

    /** The batch, which must not be empty; the builder is empty then. */
    Batch seal() {
        List<ByteBuffer> pieces = new ArrayList<>();
        List<ScopeSpans> parts = new ArrayList<>();
        pieces.add(ByteBuffer.allocate(0));
        for (ScopeChunks chunks : byScope) {
            if (chunks == null) {
                continue; // no span of that scope
            }
            List<ByteBuffer> filled = chunks.finish();
            pieces.add(scopeHead(chunks.scopeId, sum(filled)));
            pieces.addAll(filled);
            parts.add(new ScopeSpans(chunks.scopeId, filled, chunks.spanCount));
        }
        pieces.set(0, withLength(0x0A, resource, sum(pieces))); // ExportTraceServiceRequest.resource_spans = 1
        Batch sealed = new Batch(pieces, parts);
        for (ScopeChunks chunks : byScope) {
            if (chunks != null) {
                chunks.letGo();
            }
        }
        Arrays.fill(byScope, null);
        spanCount = 0;
        sizeBytes = 0;
        return sealed;
    }

    private ByteBuffer scopeHead(int scopeId, int spansBytes) {
        OtlpWriter body = new OtlpWriter(128);
        body.writeBytes(0x0A, scopes.encoded(scopeId)); // ScopeSpans.scope = 1
        String schemaUrl = scopes.get(scopeId).getSchemaUrl();
        if (schemaUrl != null) {
            body.writeString(0x1A, schemaUrl); // ScopeSpans.schema_url = 3
        }
        return withLength(0x12, body.toByteArray(), spansBytes); // ResourceSpans.scope_spans = 2
    }

    // A message's tag and length, and the beginning of its body; the rest follows in other pieces.
    private static ByteBuffer withLength(int tag, byte[] beginning, int restBytes) {
        OtlpWriter out = new OtlpWriter(16 + beginning.length);
        out.writeVarint(tag, beginning.length + restBytes);
        out.append(beginning);
        return ByteBuffer.wrap(out.array(), 0, out.size());
    }

    private static int sum(List<ByteBuffer> buffers) {
        return buffers.stream().mapToInt(ByteBuffer::remaining).sum();
    }

    /** Two batches of half as many spans each, in the same order; the batch must hold two or more. */
    List<Batch> split(Batch batch) {
        List<Batch> halves = new ArrayList<>(2);
        int toFirst = batch.spanCount() / 2;
        for (ScopeSpans part : batch.scopeSpans()) {
            for (ByteBuffer chunk : part.chunks()) {
                ByteBuffer rest = chunk.duplicate();
                while (rest.hasRemaining()) {
                    append(part.scopeId(), nextSpan(rest));
                    if (spanCount == toFirst && halves.isEmpty()) {
                        halves.add(seal());
                    }
                }
            }
        }
        halves.add(seal());
        return halves;
    }

    private static ByteBuffer nextSpan(ByteBuffer fields) {
        fields.get(); // SPANS
        int length = 0;
        int shift = 0;
        byte next;
        do {
            next = fields.get();
            length |= (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        ByteBuffer message = fields.slice(fields.position(), length);
        fields.position(fields.position() + length);
        return message;
    }

    /** The spans of one scope while the batch is open. */
    private static final class ScopeChunks {
        private static final int FIRST_CHUNK_BYTES = 4 * 1024;
        private static final int MAX_HEAD_BYTES = 6;

        private final int scopeId;
        private final ChunkPool pool;
        private final List<ByteBuffer> full = new ArrayList<>();
        private byte[] chunk;
        private int position;
        private int spanCount;
        private int spanStart;
        private boolean lastIsCopied;

        ScopeChunks(int scopeId, ChunkPool pool) {
            this.scopeId = scopeId;
            this.pool = pool;
            byte[] used = pool.take();
            this.chunk = used != null ? used : new byte[FIRST_CHUNK_BYTES];
        }

        /** Writes tag and length; answers where the message goes in {@link #chunk}. */
        int beginSpan(int length) {
            if (chunk.length - position < MAX_HEAD_BYTES + length) {
                // First, so that when there is no memory for it nothing has changed.
                byte[] fresh = another(MAX_HEAD_BYTES + length);
                if (position > 0) {
                    full.add(ByteBuffer.wrap(chunk, 0, position));
                } else {
                    pool.takeBack(chunk);
                }
                chunk = fresh;
                position = 0;
            }
            spanStart = position;
            int at = position;
            chunk[at++] = SPANS;
            int rest = length;
            while (rest >= 0x80) {
                chunk[at++] = (byte) (rest | 0x80);
                rest >>>= 7;
            }
            chunk[at++] = (byte) rest;
            return at;
        }

        private byte[] another(int leastBytes) {
            byte[] used = leastBytes <= ChunkPool.CHUNK_BYTES ? pool.take() : null;
            return used != null
                    ? used
                    : new byte[Math.max(Math.min(ChunkPool.CHUNK_BYTES, chunk.length * 2), leastBytes)];
        }

        /** Counts the span; answers its bytes with tag and length. */
        int endSpan(int at, int length) {
            position = at + length;
            spanCount++;
            return position - spanStart;
        }

        /** What was filled; changes nothing, so that sealing may be tried again. */
        List<ByteBuffer> finish() {
            List<ByteBuffer> filled = new ArrayList<>(full);
            // A batch may wait for long: its memory is what its spans need, not what was kept ready for more.
            lastIsCopied = position < chunk.length / 2;
            byte[] last = lastIsCopied ? Arrays.copyOf(chunk, position) : chunk;
            filled.add(ByteBuffer.wrap(last, 0, position));
            return filled;
        }

        /** After {@link #finish}, when its result has gone into a batch. */
        void letGo() {
            if (lastIsCopied) {
                pool.takeBack(chunk);
            }
        }
    }
}
