package dev.clew.instrumentation.executors;

import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Hands delayed and periodic tasks on with the context of whoever scheduled them. */
final class CarryingScheduledExecutorService extends CarryingExecutorService implements ScheduledExecutorService {
    private final ScheduledExecutorService executor;

    CarryingScheduledExecutorService(ScheduledExecutorService executor, Carriage carriage) {
        super(executor, carriage);
        this.executor = executor;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return executor.schedule(carriage().carry(command, unit.toNanos(delay)), delay, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        return executor.schedule(carriage().carry(task, unit.toNanos(delay)), delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        return executor.scheduleAtFixedRate(carriage().carryPeriodic(command), initialDelay, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        return executor.scheduleWithFixedDelay(carriage().carryPeriodic(command), initialDelay, delay, unit);
    }
}
