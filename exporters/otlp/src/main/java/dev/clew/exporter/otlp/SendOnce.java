package dev.clew.exporter.otlp;

import dev.clew.sdk.export.Batch;
import dev.clew.sdk.export.BatchSender;
import dev.clew.sdk.export.SendResult;
import dev.clew.sdk.export.SendResult.Outcome;
import dev.clew.sdk.export.SenderIdentity;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A sender after whose first failure a batch is given up, and counted as rejected. */
record SendOnce(BatchSender sender) implements BatchSender {
    @Override
    public CompletableFuture<SendResult> send(Batch batch) {
        return sender.send(batch)
                .exceptionally(thrown -> SendResult.retry(String.valueOf(thrown)))
                .thenApply(result -> result.outcome() == Outcome.RETRY
                        ? SendResult.rejected(result.message() + "; retry is disabled")
                        : result);
    }

    @Override
    public void disconnect() {
        sender.disconnect();
    }

    @Override
    public SenderIdentity identity() {
        return sender.identity();
    }

    @Override
    public Map<String, String> describe() {
        return sender.describe();
    }

    @Override
    public void close() {
        sender.close();
    }

    @Override
    public String toString() {
        return sender + ", without retry";
    }
}
