package dev.clew.sdk.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.telemetry.Incidents;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads against one drain: every frame that was taken comes out once and whole, and the rest is counted. */
class ManyThreadsTest {
    private static final int THREADS = 4;
    private static final int FRAMES = 50_000;
    private static final int HEAD = 2 * Integer.BYTES + Long.BYTES;

    // Small, so that laps, full stripes, busy stripes, the side queue and frames that the drain writes all happen.
    private final Stripes stripes = new Stripes(0, 64 * 1024, 1);
    private final Drain drain = new Drain(stripes, System::nanoTime, () -> {}, new Incidents());
    private final AtomicLong refused = new AtomicLong();
    private final List<BitSet> seen = new ArrayList<>();
    private final List<String> damaged = new ArrayList<>();

    @Test
    @Timeout(60)
    void nothingIsLostTornOrSeenTwiceAndRefusalsAreCounted() throws InterruptedException {
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int caller = i;
            seen.add(new BitSet());
            callers.add(new Thread(() -> publishAll(caller)));
        }
        drain.addConsumer(new Checking());

        callers.forEach(Thread::start);
        while (callers.stream().anyMatch(Thread::isAlive)) {
            drain.doWork();
        }
        drain.doWork();

        assertThat(damaged).isEmpty();
        long came = seen.stream().mapToLong(BitSet::cardinality).sum();
        assertThat(came + refused.get()).isEqualTo((long) THREADS * FRAMES);
        assertThat(stripes.published()).isEqualTo(came);
        assertThat(drain.frames()).isEqualTo(came);
    }

    private void publishAll(int caller) {
        SplittableRandom random = new SplittableRandom(caller);
        for (int number = 0; number < FRAMES; number++) {
            // One in a thousand is too large for a stripe.
            int length = HEAD + (random.nextInt(1_000) == 0 ? 10_000 : random.nextInt(600));
            byte[] message = new byte[length];
            random.nextBytes(message);
            ByteBuffer.wrap(message).putInt(caller).putInt(number).putLong(checksum(message));
            boolean taken = number % 7 == 0
                    ? stripes.publishLate(scratch -> {
                        scratch.append(message);
                        return 0;
                    })
                    : stripes.publish(EncodedSpans.scratch(message, 0), 0);
            if (!taken) {
                refused.incrementAndGet();
            }
        }
    }

    private static long checksum(byte[] message) {
        CRC32C sum = new CRC32C();
        sum.update(message, HEAD, message.length - HEAD);
        return sum.getValue();
    }

    private final class Checking implements FrameConsumer {
        @Override
        public void accept(Frame frame) {
            byte[] message = EncodedSpans.message(frame);
            ByteBuffer head = ByteBuffer.wrap(message);
            int caller = head.getInt();
            int number = head.getInt();
            if (head.getLong() != checksum(message)) {
                damaged.add("torn");
            } else if (seen.get(caller).get(number)) {
                damaged.add(caller + "/" + number + " twice");
            } else {
                seen.get(caller).set(number);
            }
        }

        @Override
        public void afterPass(long nowNanos) {}
    }
}
