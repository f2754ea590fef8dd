package dev.clew.instrumentation.executors;

import java.util.concurrent.Executor;

/** Hands commands on with the context of whoever handed them over. */
class CarryingExecutor implements Executor {
    private final Executor executor;
    private final Carriage carriage;

    CarryingExecutor(Executor executor, Carriage carriage) {
        this.executor = executor;
        this.carriage = carriage;
    }

    final Carriage carriage() {
        return carriage;
    }

    @Override
    public final void execute(Runnable command) {
        executor.execute(carriage.carry(command, 0));
    }

    @Override
    public final String toString() {
        return "carrying context: " + executor;
    }
}
