package dev.clew.sdk;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A task that keeps the drain from everything else until it is told to end. Ended before it runs, it does nothing. */
final class Pause implements Runnable {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public void run() {
        begun.countDown();
        boolean interrupted = true;
        while (interrupted) {
            try {
                ended.await();
                interrupted = false;
            } catch (InterruptedException notForUs) {
                // A sender may interrupt the drain; the pause lasts.
            }
        }
    }

    /** Waits until the drain does nothing but this; not longer than the timeout, and not when interrupted. */
    void awaitBegin(long timeoutNanos) {
        try {
            boolean unused = begun.await(timeoutNanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
        }
    }

    void end() {
        ended.countDown();
    }
}
