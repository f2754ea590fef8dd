package dev.clew.instrumentation.executors;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.Callable;

/** A task that runs in the context it was handed over in. */
record CarriedCallable<V>(Callable<V> task, Context context) implements Callable<V> {
    @Override
    public V call() throws Exception {
        try (Scope scope = context.makeCurrent()) {
            return task.call();
        }
    }
}
