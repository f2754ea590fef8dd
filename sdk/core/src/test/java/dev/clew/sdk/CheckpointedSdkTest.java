package dev.clew.sdk;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clew.sdk.crac.Core;
import dev.clew.sdk.export.Batch;
import dev.clew.sdk.export.BatchSender;
import dev.clew.sdk.export.SendResult;
import dev.clew.sdk.export.SenderSpanExporter;
import io.opentelemetry.api.trace.SpanContext;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An SDK in a process of which checkpoints are made. */
@Timeout(60)
class CheckpointedSdkTest {
    private final Calls sender = new Calls();

    /** Notes what it is told, and takes every batch. */
    private static final class Calls implements BatchSender {
        final List<String> heard = new CopyOnWriteArrayList<>();

        @Override
        public CompletableFuture<SendResult> send(Batch batch) {
            heard.add("send " + batch.spanCount());
            return CompletableFuture.completedFuture(SendResult.delivered());
        }

        @Override
        public void disconnect() {
            heard.add("disconnect");
        }

        @Override
        public void close() {
            heard.add("close");
        }
    }

    private static SpanContext end(ClewSdk sdk) {
        var span = sdk.getTracer("a").spanBuilder("b").setNoParent().startSpan();
        span.end();
        return span.getSpanContext();
    }

    @Test
    void checkpoint_sendsWhatIsHeldThenDisconnectsAndSendsNothingUntilTheRestore() throws Exception {
        try (ClewSdk sdk = ClewSdk.builder().addSender(sender).build()) {
            end(sdk);
            end(sdk);
            Core.checkpointRestore(() -> {
                assertThat(sender.heard).containsExactly("send 2", "disconnect");
                end(sdk);
                assertThat(sdk.forceFlush().join(200, MILLISECONDS).isDone()).isFalse();
                assertThat(sdk.ledger().held()).isOne();
            });

            assertThat(sdk.forceFlush().join(20, SECONDS).isSuccess()).isTrue();
            assertThat(sender.heard).containsExactly("send 2", "disconnect", "send 1");
        }
    }

    @Test
    void checkpoint_disconnectsASenderThatStandsForAnExporter() throws Exception {
        try (ClewSdk sdk = ClewSdk.builder()
                .addSpanExporter(new SenderSpanExporter(sender))
                .build()) {
            end(sdk);
            Core.checkpointRestore(() -> assertThat(sender.heard).containsExactly("send 1", "disconnect"));
        }
    }

    @Test
    void shutdownInAPause_endsThePauseAndDelivers() throws Exception {
        ClewSdk sdk = ClewSdk.builder().addSender(sender).build();
        Core.checkpointRestore(() -> {
            end(sdk);
            assertThat(sdk.shutdown().join(20, SECONDS).isSuccess()).isTrue();
        });

        await().untilAsserted(() -> assertThat(sender.heard).containsExactly("disconnect", "send 1", "close"));
    }

    @Test
    void checkpointAfterShutdown_isNotTheSdksBusiness() throws Exception {
        ClewSdk sdk = ClewSdk.builder().addSender(sender).build();
        sdk.close();

        Core.checkpointRestore();

        await().untilAsserted(() -> assertThat(sender.heard).containsExactly("close"));
    }

    @Test
    void disabledSdk_isNotToldOfCheckpoints() throws Exception {
        try (ClewSdk sdk = ClewSdk.builder().setEnabled(false).addSender(sender).build()) {
            Core.checkpointRestore();

            assertThat(sender.heard).isEmpty();
            assertThat(end(sdk).isValid()).isFalse();
        }
    }

    @Test
    void idsAfterTheRestore_areValidAndRandomAndOfAnotherTrace() throws Exception {
        try (ClewSdk sdk = ClewSdk.builder().addSender(sender).build()) {
            SpanContext before = end(sdk);
            Core.checkpointRestore();
            SpanContext after = end(sdk);

            assertThat(after.isValid()).isTrue();
            assertThat(after.getTraceFlags().asByte()).isEqualTo((byte) 3); // sampled, random
            assertThat(after.getTraceId()).isNotEqualTo(before.getTraceId());
        }
    }
}
