package dev.clew.sdk.export;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Memory of batches that were delivered, to be filled again (ADR 9): a process that sends all the time then allocates next to nothing for
 * it. Threads: the drain. When full: {@link #takeBack} leaves the memory to the garbage collector.
 */
final class ChunkPool {
    static final int CHUNK_BYTES = 64 * 1024;
    // What is open and what is on its way at 100,000 spans a second; 4 MiB.
    private static final int MAX_CHUNKS = 64;

    private final ArrayDeque<byte[]> free = new ArrayDeque<>(MAX_CHUNKS + 1); // never grows

    /** A chunk of {@link #CHUNK_BYTES} with anything in it, or null when there is none. */
    byte @Nullable [] take() {
        return free.pollLast(); // the last one given back is the most likely to be in the processor's cache
    }

    /** Nobody reads the chunk any more. One of another size is not kept. */
    void takeBack(byte[] chunk) {
        if (chunk.length == CHUNK_BYTES && free.size() < MAX_CHUNKS) {
            free.addLast(chunk);
        }
    }

    /** As {@link #takeBack(byte[])}, for all of a batch's spans. */
    void takeBack(Batch batch) {
        for (Batch.ScopeSpans part : batch.scopeSpans()) {
            for (ByteBuffer chunk : part.chunks()) {
                if (chunk.arrayOffset() == 0) {
                    takeBack(chunk.array());
                }
            }
        }
    }
}
