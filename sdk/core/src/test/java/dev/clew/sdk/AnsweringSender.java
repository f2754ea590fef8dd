package dev.clew.sdk;

import dev.clew.sdk.export.Batch;
import dev.clew.sdk.export.BatchSender;
import dev.clew.sdk.export.SendResult;
import dev.clew.sdk.export.SenderIdentity;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers each batch as the test says, on the drain. */
final class AnsweringSender implements BatchSender {
    final AtomicInteger sends = new AtomicInteger();
    final AtomicInteger closes = new AtomicInteger();
    volatile Function<Batch, @Nullable CompletableFuture<SendResult>> answer;

    AnsweringSender(Function<Batch, @Nullable CompletableFuture<SendResult>> answer) {
        this.answer = answer;
    }

    /** One that takes everything. */
    static AnsweringSender taking() {
        return answering(SendResult.delivered());
    }

    static AnsweringSender answering(SendResult result) {
        return new AnsweringSender(batch -> CompletableFuture.completedFuture(result));
    }

    @Override
    @SuppressWarnings("NullAway") // what a foreign sender may do
    public CompletableFuture<SendResult> send(Batch batch) {
        sends.incrementAndGet();
        return answer.apply(batch);
    }

    @Override
    public SenderIdentity identity() {
        return new SenderIdentity("answering_span_exporter", "collector", 4318);
    }

    @Override
    public void close() {
        closes.incrementAndGet();
    }

    @Override
    public String toString() {
        return "answering";
    }
}
