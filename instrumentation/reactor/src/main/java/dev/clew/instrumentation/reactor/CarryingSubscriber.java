package dev.clew.instrumentation.reactor;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Scannable;

/**
 * Receives the signals of an operator for the one below it, in the context of the chain. Operators above find that context in
 * Reactor's. Threads: as the signals.
 */
final class CarryingSubscriber<T> implements CoreSubscriber<T>, Scannable {
    private final CoreSubscriber<? super T> below;
    private final Context context;
    private final reactor.util.context.Context reactors;
    private @Nullable Subscription above;

    private CarryingSubscriber(
            CoreSubscriber<? super T> below, Context context, reactor.util.context.Context reactors) {
        this.below = below;
        this.context = context;
        this.reactors = reactors;
    }

    /** Called where the chain is subscribed to, from the bottom up; where there is nothing to carry, changes nothing. */
    static <T> CoreSubscriber<? super T> around(CoreSubscriber<? super T> below) {
        reactor.util.context.Context reactors = below.currentContext();
        Context context = CarriedContext.get(reactors);
        if (CarriedContext.isIn(reactors)) {
            return new CarryingSubscriber<>(below, context, reactors);
        }
        return context.equals(Context.root())
                ? below
                : new CarryingSubscriber<>(below, context, CarriedContext.put(reactors, context));
    }

    @Override
    public reactor.util.context.Context currentContext() {
        return reactors;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        above = subscription;
        try (Scope scope = context.makeCurrent()) {
            below.onSubscribe(new CarryingSubscription<>(subscription, context));
        }
    }

    @Override
    public void onNext(T value) {
        try (Scope scope = context.makeCurrent()) {
            below.onNext(value);
        }
    }

    @Override
    public void onError(Throwable failure) {
        try (Scope scope = context.makeCurrent()) {
            below.onError(failure);
        }
    }

    @Override
    public void onComplete() {
        try (Scope scope = context.makeCurrent()) {
            below.onComplete();
        }
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public @Nullable Object scanUnsafe(Attr attribute) {
        if (attribute.equals(Attr.PARENT)) {
            return above;
        }
        return attribute.equals(Attr.ACTUAL) ? below : null;
    }
}
