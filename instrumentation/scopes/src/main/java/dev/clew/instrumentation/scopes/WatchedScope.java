package dev.clew.instrumentation.scopes;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/** A scope that says when it is closed the wrong way, and is closed that way: watching changes nothing. */
final class WatchedScope implements Scope {
    private final Scope scope;
    private final Context context;
    private final ContextStorage storage;
    private final OpenScopes openScopes;
    private final OpenScopes.@Nullable Opening opening;

    WatchedScope(Scope scope, Context context, ContextStorage storage, OpenScopes openScopes) {
        this.scope = scope;
        this.context = context;
        this.storage = storage;
        this.openScopes = openScopes;
        this.opening = openScopes.open(this);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the very context: an equal one would be another's
    public void close() {
        OpenScopes.Opening known = opening;
        if (known != null && openScopes.close(known)) {
            if (!known.isOfThisThread()) {
                openScopes.report(known, ScopeLeak.Kind.CLOSED_ELSEWHERE);
            } else if (storage.current() != context) {
                openScopes.report(known, ScopeLeak.Kind.CLOSED_OUT_OF_ORDER);
            }
        }
        scope.close();
    }
}
