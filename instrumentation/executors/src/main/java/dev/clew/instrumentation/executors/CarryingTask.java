package dev.clew.instrumentation.executors;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.RecursiveTask;

/**
 * A {@link RecursiveTask} that computes in the context it was made in, whichever thread of the pool takes it: a pool cannot carry
 * what is forked within it, because that goes into its queues without passing anybody.
 */
public abstract class CarryingTask<V> extends RecursiveTask<V> {
    private final transient Context context = Context.current();

    /** Made where the context to carry is current. */
    protected CarryingTask() {}

    /** The work, with the context current. */
    protected abstract V computeInContext();

    @Override
    protected final V compute() {
        try (Scope scope = context.makeCurrent()) {
            return computeInContext();
        }
    }
}
