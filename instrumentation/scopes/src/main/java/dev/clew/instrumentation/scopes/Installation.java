package dev.clew.instrumentation.scopes;

import io.opentelemetry.context.ContextStorage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** Puts a storage around the process's own, or says that it is too late: OpenTelemetry itself says so at FINE only. */
final class Installation {
    private Installation() {}

    static void add(UnaryOperator<ContextStorage> wrapper) {
        if (!tryAdd(wrapper)) {
            throw new IllegalStateException(
                    "scopes can only be watched from before the first use of a context on: call ScopeWatch.install() first in main");
        }
    }

    /** Makes the process's storage now, as the first use of a context would. */
    static boolean tryAdd(UnaryOperator<ContextStorage> wrapper) {
        AtomicBoolean added = new AtomicBoolean();
        ContextStorage.addWrapper(storage -> {
            added.set(true);
            return wrapper.apply(storage);
        });
        ContextStorage.get();
        return added.get();
    }
}
