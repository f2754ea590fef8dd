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
     * Tries once to send the batch. It stays unchanged until the future completes; once that says that it was delivered, its memory
     * is filled with other spans (ADR 9), so who wants to keep the batch copies it.
     *
     * @return completes normally, and within the sender's own timeout, whatever happens; an exceptional completion counts as
     *     {@link SendResult#retry}, and so does none within 5 minutes
     */
    CompletableFuture<SendResult> send(Batch batch);

    /**
     * Lets go of connections; the next send makes new ones. Called by any thread before a checkpoint of the process, which open
     * sockets would make fail; no send is begun meanwhile. May take a second.
     */
    default void disconnect() {}

    /** What it is and whom it sends to, for the SDK's metrics. Default: the class, to nobody known. */
    default SenderIdentity identity() {
        return new SenderIdentity(getClass().getName(), "", 0);
    }

    /**
     * How it sends, by the names of the settings that change it, such as {@code timeout}: for people to read. No credentials.
     */
    default Map<String, String> describe() {
        return Map.of();
    }

    /** Lets go of connections and threads. Sends in flight may be cut off. Called once, on a thread of its own. */
    @Override
    void close();
}
