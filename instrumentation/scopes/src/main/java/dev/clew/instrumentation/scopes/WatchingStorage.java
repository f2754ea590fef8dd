package dev.clew.instrumentation.scopes;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Watches some of the scopes that another storage opens. A scope that changes nothing is not watched: nothing can leak. */
final class WatchingStorage implements ContextStorage {
    private final ContextStorage storage;
    private final OpenScopes openScopes;
    private final BooleanSupplier isNextWatched;

    WatchingStorage(ContextStorage storage, OpenScopes openScopes, BooleanSupplier isNextWatched) {
        this.storage = storage;
        this.openScopes = openScopes;
        this.isNextWatched = isNextWatched;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // as the storage compares
    public Scope attach(@Nullable Context context) {
        if (context == null || !isNextWatched.getAsBoolean() || context == storage.current()) {
            return storage.attach(context);
        }
        return new WatchedScope(storage.attach(context), context, storage, openScopes);
    }

    @Override
    public @Nullable Context current() {
        return storage.current();
    }

    @Override
    public Context root() {
        return storage.root();
    }

    @Override
    public String toString() {
        return "watched " + storage;
    }
}
