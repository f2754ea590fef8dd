package dev.clew.examples.shop;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.IOException;

/** A piece of work that runs with a context of its own. */
@FunctionalInterface
interface Step<T> {
    T run() throws IOException;

    static <T> T in(Context context, Step<T> step) throws IOException {
        Scope scope = context.makeCurrent();
        try {
            return step.run();
        } finally {
            scope.close();
        }
    }
}
