package dev.clew.instrumentation.reactor;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.Fuseable;
import reactor.core.Scannable;

/**
 * Hands requests and cancellations up, in the context of the chain: sources run in them. It is one of the queues that Reactor's
 * operators expect of each other, and declines to be used as one, or values would pass without a signal.
 */
final class CarryingSubscription<T> implements Fuseable.QueueSubscription<T>, Scannable {
    private final Subscription above;
    private final Context context;

    CarryingSubscription(Subscription above, Context context) {
        this.above = above;
        this.context = context;
    }

    @Override
    public void request(long count) {
        try (Scope scope = context.makeCurrent()) {
            above.request(count);
        }
    }

    @Override
    public void cancel() {
        try (Scope scope = context.makeCurrent()) {
            above.cancel();
        }
    }

    @Override
    public int requestFusion(int mode) {
        return Fuseable.NONE;
    }

    @Override
    public @Nullable T poll() {
        return null;
    }

    @Override
    public int size() {
        return 0;
    }

    @Override
    public boolean isEmpty() {
        return true;
    }

    @Override
    public void clear() {}

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public @Nullable Object scanUnsafe(Attr attribute) {
        return attribute.equals(Attr.PARENT) ? above : null;
    }
}
