package dev.clew.sdk.export;

import dev.clew.sdk.telemetry.Incidents;
import dev.clew.sdk.telemetry.Sideline;
import io.opentelemetry.api.common.Attributes;
import java.util.concurrent.CompletableFuture;

/**
 * A sender whose failures stay its own: what it throws becomes an answer, and its attempts are timed. Threads: as
 * {@link BatchSender}.
 */
final class GuardedSender {
    private final BatchSender sender;
    private final String name;
    private final Operations operations;
    private final Incidents incidents;

    /** The sender, called that in log lines. */
    GuardedSender(BatchSender sender, String name, Operations operations, Incidents incidents) {
        this.sender = sender;
        this.name = name;
        this.operations = operations;
        this.incidents = incidents;
    }

    /** Tries once; never null, never throws. */
    CompletableFuture<SendResult> send(Batch batch) {
        long begun = System.nanoTime();
        return answer(sender, batch).whenComplete((result, thrown) -> operations.ended(begun, result, thrown));
    }

    /** What the sender answers; never null, never throws. */
    static CompletableFuture<SendResult> answer(BatchSender sender, Batch batch) {
        try {
            CompletableFuture<SendResult> sent = sender.send(batch);
            return sent != null ? sent : CompletableFuture.failedFuture(new NullPointerException("no future"));
        } catch (Throwable thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    void disconnect() {
        try {
            sender.disconnect();
        } catch (Throwable thrown) {
            incidents.report("sender failed to let go of its connections: " + name, thrown);
        }
    }

    /** Closes the sender, on a thread of its own; does not wait. */
    void close() {
        new Sideline("clew-close", "sender " + name, incidents).run("close", sender::close);
    }

    Attributes component() {
        return operations.component();
    }

    @Override
    public String toString() {
        return name;
    }
}
