package dev.clew.instrumentation.executors;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Completable futures whose {@code *Async} stages without an executor run on the given one, and in the context that was current
 * when the first future of the chain was made, whichever thread completes what they wait for.
 *
 * <p>A stage on another executor runs in the context that is current where its predecessor completes; a stage that is not
 * {@code Async} runs on that very thread, and in its context. Wrap the function of such a stage: {@link Context#wrapFunction},
 * {@link Context#wrapConsumer}, {@link Context#wrapSupplier}, {@link Context#wrap(Runnable)}.
 *
 * <p>Threads: any.
 */
public final class CarryingFutures {
    private CarryingFutures() {}

    /** A future to complete by hand. */
    public static <T> CompletableFuture<T> newFuture(Executor executor) {
        return new CarryingFuture<>(in(Context.current(), Arguments.notNull("executor", executor)));
    }

    /** As {@link CompletableFuture#supplyAsync(Supplier, Executor)}. */
    public static <T> CompletableFuture<T> supplyAsync(Supplier<T> supplier, Executor executor) {
        return CarryingFutures.<T>newFuture(executor).completeAsync(supplier);
    }

    /** As {@link CompletableFuture#runAsync(Runnable, Executor)}. */
    public static CompletableFuture<Void> runAsync(Runnable task, Executor executor) {
        CompletableFuture<Void> start = newFuture(executor);
        CompletableFuture<Void> run = start.thenRunAsync(task);
        start.complete(null);
        return run;
    }

    /** A future that completes as the given stage does: for what libraries return. Cancelling it does not cancel the stage. */
    public static <T> CompletableFuture<T> copyOf(CompletionStage<T> stage, Executor executor) {
        CompletableFuture<T> copy = newFuture(executor);
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                copy.complete(value);
            } else {
                copy.completeExceptionally(failure);
            }
        });
        return copy;
    }

    private static Executor in(Context context, Executor executor) {
        // A wrapped one takes what is current where a task is handed over, and puts its own span beside it.
        boolean carries = executor instanceof CarryingExecutor && !context.equals(Context.root());
        return task -> {
            try (Scope scope = context.makeCurrent()) {
                executor.execute(carries ? task : context.wrap(task));
            }
        };
    }

    /** Hands its executor down to every stage after it. */
    private static final class CarryingFuture<T> extends CompletableFuture<T> {
        private final Executor executor;

        CarryingFuture(Executor executor) {
            this.executor = executor;
        }

        @Override
        public Executor defaultExecutor() {
            return executor;
        }

        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            return new CarryingFuture<>(executor);
        }
    }
}
