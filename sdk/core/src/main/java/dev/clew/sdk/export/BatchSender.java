package dev.clew.sdk.export;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Sends a batch once over one protocol. When and how often to try, what to keep meanwhile and what to count is the
 * destination's business; the sender only says what the other side answered.
 *
 * <p>{@code toString()} names protocol and endpoint, for log lines. Threads: {@link #send} is called by {@code clew-drain}, or by what stands for an exporter
 * ({@link SenderSpanExporter}), and must not block;
 * several calls may be in flight; the future may be completed by any thread.
 */
public interface BatchSender extends AutoCloseable {
    /**
     * Tries once to send the batch. The batch stays unchanged until the future completes.
     *
     * @return completes normally, and within the sender's own timeout, whatever happens; an exceptional completion counts as
     *     {@link SendResult#retry}
     */
    CompletableFuture<SendResult> send(Batch batch);

    /**
     * How it sends, by the names of the settings that change it, such as {@code timeout}: for people to read. No credentials.
     */
    default Map<String, String> describe() {
        return Map.of();
    }

    /** Lets go of connections and threads. Sends in flight may be cut off; does not wait. */
    @Override
    void close();
}
