package dev.clew.instrumentation.scopes;

import java.util.List;
import java.util.stream.Stream;

/** Where the caller is in code that is not ours. */
final class Stack {
    private static final int MOST_FRAMES = 24;
    private static final StackWalker WALKER = StackWalker.getInstance();

    private Stack() {}

    /** From the caller of {@code makeCurrent}, or of {@code close}, outwards. Allocates: so much that it is for few scopes. */
    static List<StackTraceElement> ofCaller() {
        return WALKER.walk(Stack::callers);
    }

    private static List<StackTraceElement> callers(Stream<StackWalker.StackFrame> frames) {
        return frames.dropWhile(frame -> isContextMachinery(frame.getClassName()))
                .limit(MOST_FRAMES)
                .map(StackWalker.StackFrame::toStackTraceElement)
                .toList();
    }

    private static boolean isContextMachinery(String className) {
        return className.startsWith("io.opentelemetry.context.")
                || className.startsWith("io.opentelemetry.sdk.testing.context.")
                || className.equals(Stack.class.getName())
                || className.startsWith(OpenScopes.class.getName())
                || className.equals(WatchedScope.class.getName())
                || className.equals(WatchingStorage.class.getName());
    }
}
