package dev.clew.instrumentation.scopes;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;

/** An application that watches its scopes and closes two in the wrong order: {@code early} as it should, {@code late} too late. */
final class LeakingProgram {
    private static final ContextKey<String> KEY = ContextKey.named("key");

    private LeakingProgram() {}

    public static void main(String[] arguments) {
        if (arguments[0].equals("late")) {
            System.out.println("current: " + Context.current());
        }
        try {
            ScopeWatch.install(1, leak -> System.out.println("leak: " + leak.kind() + " " + leak.cause()));
        } catch (IllegalStateException tooLate) {
            System.out.println("refused: " + tooLate.getMessage());
        }
        Context first = Context.root().with(KEY, "first");
        Scope outer = ContextStorage.get().attach(first);
        Scope inner = ContextStorage.get().attach(first.with(KEY, "second"));
        outer.close();
        inner.close();
    }
}
