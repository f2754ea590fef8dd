package dev.clew.sdk.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A sender whose other side is the test: it sees what was sent, and answers when it likes. */
final class ScriptedSender implements BatchSender {
    final List<String> sent = new ArrayList<>();
    private final Map<String, CompletableFuture<SendResult>> inFlight = new LinkedHashMap<>();
    final AtomicInteger closed = new AtomicInteger();

    @Override
    public CompletableFuture<SendResult> send(Batch batch) {
        String names = String.join(" ", ExportRig.names(batch));
        CompletableFuture<SendResult> answer = new CompletableFuture<>();
        sent.add(names);
        inFlight.put(names, answer);
        return answer;
    }

    /** The spans of each batch on its way. */
    List<String> inFlight() {
        return List.copyOf(inFlight.keySet());
    }

    /** Answers the oldest batch on its way. */
    void answer(@Nullable SendResult result) {
        take().complete(result);
    }

    /** Answers the batch of those spans. */
    void answer(String names, SendResult result) {
        CompletableFuture<SendResult> answer = inFlight.remove(names);
        if (answer == null) {
            throw new AssertionError(names + " is not in flight: " + inFlight.keySet());
        }
        answer.complete(result);
    }

    void fail(Throwable thrown) {
        take().completeExceptionally(thrown);
    }

    private CompletableFuture<SendResult> take() {
        String oldest = inFlight().get(0);
        CompletableFuture<SendResult> answer = inFlight.remove(oldest);
        return answer == null ? new CompletableFuture<>() : answer;
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }

    @Override
    public String toString() {
        return "scripted";
    }
}
