package dev.clew.sdk.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.frame.EncodedSpans;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which memory a destination fills again, and when. */
class ChunkPoolTest {
    private static final int NAME_LENGTH = 10_000;
    private static final int SPANS_OF_A_BATCH = 20; // 200 KB: chunks of the size that is kept, and smaller ones

    private final ExportRig rig = new ExportRig();
    private final Keeping sender = new Keeping();
    private int ended;

    ChunkPoolTest() {
        BatchLimits limits = new BatchLimits(SPANS_OF_A_BATCH, 1 << 20, TimeUnit.SECONDS.toNanos(1), 4, 32 << 20);
        rig.drain.addConsumer(new SenderDestination(rig.guarded(sender), rig.drain, limits, rig.source, rig.incidents));
        rig.pass();
    }

    private Batch sendOne() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < SPANS_OF_A_BATCH; i++) {
            String name = ended++ + "-".repeat(NAME_LENGTH);
            names.add(name);
            rig.endOne(EncodedSpans.span(ended, name), 0);
        }
        rig.pass();
        Batch sent = sender.batches.get(sender.batches.size() - 1);
        assertThat(ExportRig.names(sent)).isEqualTo(names);
        return sent;
    }

    private void answer(SendResult result) {
        sender.answers.remove().complete(result);
        rig.pass();
    }

    private static List<byte[]> memory(Batch batch) {
        return batch.scopeSpans().stream()
                .flatMap(part -> part.chunks().stream())
                .map(ByteBuffer::array)
                .filter(chunk -> chunk.length == ChunkPool.CHUNK_BYTES)
                .toList();
    }

    @Test
    void aDeliveredBatchIsFilledAgain() {
        List<byte[]> first = memory(sendOne());
        answer(SendResult.delivered());

        assertThat(first).isNotEmpty();
        assertThat(memory(sendOne())).containsAll(first);
    }

    @Test
    void aBatchOnItsWayIsNot() {
        List<byte[]> first = memory(sendOne());

        assertThat(memory(sendOne())).doesNotContainAnyElementsOf(first);
    }

    @Test
    void aBatchThatWasOnItsWayBeforeIsNot() {
        Batch batch = sendOne();
        answer(SendResult.retry("timeout"));
        rig.passAfterMillis(60_000);
        answer(SendResult.delivered());

        assertThat(sender.batches).containsExactly(batch, batch);
        assertThat(memory(sendOne())).doesNotContainAnyElementsOf(memory(batch));
    }

    @Test
    void aRejectedBatchIsNot() {
        List<byte[]> first = memory(sendOne());
        answer(SendResult.rejected("400"));

        assertThat(memory(sendOne())).doesNotContainAnyElementsOf(first);
    }

    @Test
    void takeBack_keepsSoManyAndNoneOfAnotherSize() {
        ChunkPool pool = new ChunkPool();
        pool.takeBack(new byte[ChunkPool.CHUNK_BYTES - 1]);
        assertThat(pool.take()).isNull();

        for (int i = 0; i < 1_000; i++) {
            pool.takeBack(new byte[ChunkPool.CHUNK_BYTES]);
        }
        int kept = 0;
        while (pool.take() != null) {
            kept++;
        }
        assertThat(kept).isEqualTo(64);
    }

    /** Remembers batches, which a sender should not. */
    private static final class Keeping implements BatchSender {
        private final List<Batch> batches = new ArrayList<>();
        private final Deque<CompletableFuture<SendResult>> answers = new ArrayDeque<>();

        @Override
        public CompletableFuture<SendResult> send(Batch batch) {
            batches.add(batch);
            CompletableFuture<SendResult> answer = new CompletableFuture<>();
            answers.add(answer);
            return answer;
        }

        @Override
        public void close() {}
    }
}
