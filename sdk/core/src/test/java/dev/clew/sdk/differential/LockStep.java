package dev.clew.sdk.differential;

import io.opentelemetry.context.Context;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/**
 * Several threads that take turns: each step happens before the next, whichever thread it is for, so that a program with
 * threads comes out the same every time. A thread keeps its context from one of its turns to the next.
 */
final class LockStep implements AutoCloseable {
    static final int THREADS = 4;
    private static final long TURN_SECONDS = 60;

    private final List<ExecutorService> threads = IntStream.range(0, THREADS)
            .mapToObj(number -> Executors.newSingleThreadExecutor(task -> {
                Thread thread = new Thread(task, "t" + number);
                thread.setDaemon(true);
                return thread;
            }))
            .toList();

    /** Runs it on that thread and waits until it is done; must not be called by that thread. */
    void on(int thread, Runnable turn) {
        try {
            threads.get(thread).submit(turn).get(TURN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException thrown) {
            throw new AssertionError("a turn failed", thrown.getCause());
        } catch (InterruptedException | TimeoutException stuck) {
            throw new AssertionError("a turn did not end on t" + thread, stuck);
        }
    }

    /** Puts every thread back into the root context, whatever was left current on it. */
    void forgetContexts(int used) {
        for (int thread = 0; thread < used; thread++) {
            on(thread, LockStep::makeRootCurrent);
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // closing would bring back what is to be forgotten
    private static void makeRootCurrent() {
        Context.root().makeCurrent();
    }

    @Override
    public void close() {
        threads.forEach(ExecutorService::shutdownNow);
    }
}
