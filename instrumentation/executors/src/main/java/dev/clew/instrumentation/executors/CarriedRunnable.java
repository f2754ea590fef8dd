package dev.clew.instrumentation.executors;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/** A task that runs in the context it was handed over in. */
final class CarriedRunnable extends WrappedRunnable {
    private final Context context;

    CarriedRunnable(Runnable task, Context context) {
        super(task);
        this.context = context;
    }

    @Override
    public void run() {
        try (Scope scope = context.makeCurrent()) {
            task().run();
        }
    }
}
