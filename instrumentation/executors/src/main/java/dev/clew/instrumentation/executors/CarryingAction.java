package dev.clew.instrumentation.executors;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.RecursiveAction;

/** A {@link RecursiveAction} that computes in the context it was made in, as {@link CarryingTask} does. */
public abstract class CarryingAction extends RecursiveAction {
    private final transient Context context = Context.current();

    /** Made where the context to carry is current. */
    protected CarryingAction() {}

    /** The work, with the context current. */
    protected abstract void computeInContext();

    @Override
    protected final void compute() {
        try (Scope scope = context.makeCurrent()) {
            computeInContext();
        }
    }
}
