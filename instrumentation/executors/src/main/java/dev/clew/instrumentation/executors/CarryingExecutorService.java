package dev.clew.instrumentation.executors;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Hands tasks on with the context of whoever handed them over; everything else is the executor's own. */
class CarryingExecutorService extends CarryingExecutor implements ExecutorService {
    private final ExecutorService executor;

    CarryingExecutorService(ExecutorService executor, Carriage carriage) {
        super(executor, carriage);
        this.executor = executor;
    }

    @Override
    public final <T> Future<T> submit(Callable<T> task) {
        return executor.submit(carriage().carry(task, 0));
    }

    @Override
    public final <T> Future<T> submit(Runnable task, T result) {
        return executor.submit(carriage().carry(task, 0), result);
    }

    @Override
    public final Future<?> submit(Runnable task) {
        return executor.submit(carriage().carry(task, 0));
    }

    @Override
    public final <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks) throws InterruptedException {
        return executor.invokeAll(carriage().carryAll(tasks));
    }

    @Override
    public final <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException {
        return executor.invokeAll(carriage().carryAll(tasks), timeout, unit);
    }

    @Override
    public final <T> T invokeAny(Collection<? extends Callable<T>> tasks)
            throws InterruptedException, ExecutionException {
        return executor.invokeAny(carriage().carryAll(tasks));
    }

    @Override
    public final <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return executor.invokeAny(carriage().carryAll(tasks), timeout, unit);
    }

    @Override
    public final void shutdown() {
        executor.shutdown();
    }

    @Override
    public final List<Runnable> shutdownNow() {
        return executor.shutdownNow().stream().map(ExecutorTracing::unwrap).toList();
    }

    @Override
    public final boolean isShutdown() {
        return executor.isShutdown();
    }

    @Override
    public final boolean isTerminated() {
        return executor.isTerminated();
    }

    @Override
    public final boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return executor.awaitTermination(timeout, unit);
    }

    /**
     * The executor's own {@code close}, since JDK 19 a method of the interface that this class cannot name on 17. The interface's
     * default would do for most, and would wait for ever for the common pool.
     */
    public final void close() {
        if (executor instanceof AutoCloseable closeable) {
            Closing.close(closeable);
        } else {
            executor.shutdown();
        }
    }
}
