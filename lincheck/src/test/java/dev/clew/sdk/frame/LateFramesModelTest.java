package dev.clew.sdk.frame;

import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;

/** The end of the side ways: what was taken in before they closed comes out, and nothing is taken in afterwards. */
class LateFramesModelTest {
    private static final int INVOCATIONS = 1_000;

    @Test
    void lateFrame_isWrittenOrRefused() {
        Lincheck.runConcurrentTest(INVOCATIONS, () -> {
            LateFrames frames = new LateFrames();
            Frame window = new Frame();
            AtomicInteger taken = new AtomicInteger();
            AtomicInteger written = new AtomicInteger();
            Thread caller = new Thread(() -> {
                for (int i = 0; i < 2; i++) {
                    if (frames.offer(scratch -> {
                                written.incrementAndGet();
                                return LateFrame.FAILED;
                            })
                            != Stripe.Published.FULL) {
                        taken.incrementAndGet();
                    }
                }
            });
            caller.start();
            while (!frames.close()) {
                frames.drainTo(frame -> {}, window);
                Thread.onSpinWait();
            }
            frames.drainTo(frame -> {}, window);
            int atTheEnd = written.get();
            join(caller);
            check(atTheEnd == taken.get() && frames.offered() == atTheEnd && frames.failed() == atTheEnd);
        });
    }

    @Test
    void frameOnTheHeap_isSeenOrRefused() {
        Lincheck.runConcurrentTest(INVOCATIONS, () -> {
            SideQueue queue = new SideQueue(10_000);
            Frame window = new Frame();
            AtomicInteger taken = new AtomicInteger();
            AtomicInteger seen = new AtomicInteger();
            Thread caller = new Thread(() -> {
                OtlpWriter scratch = new OtlpWriter(FrameLayout.MESSAGE);
                scratch.reset(FrameLayout.MESSAGE);
                for (int i = 0; i < 2; i++) {
                    if (queue.offer(scratch)) {
                        taken.incrementAndGet();
                    }
                }
            });
            caller.start();
            while (!queue.close()) {
                queue.drainTo(frame -> seen.incrementAndGet(), window);
                Thread.onSpinWait();
            }
            queue.drainTo(frame -> seen.incrementAndGet(), window);
            int atTheEnd = seen.get();
            join(caller);
            check(atTheEnd == taken.get() && queue.offered() == atTheEnd);
        });
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new AssertionError("a frame was lost, or came after the end");
        }
    }
}
