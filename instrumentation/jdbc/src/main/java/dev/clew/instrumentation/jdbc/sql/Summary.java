package dev.clew.instrumentation.jdbc.sql;

import org.jspecify.annotations.Nullable;

/** The operations of a statement and their targets, in its order and its letters; whole ones, in 255 characters. */
final class Summary {
    private static final int MAX_CHARS = 255;

    private final StringBuilder text = new StringBuilder();
    private boolean full;
    private int operations;
    private @Nullable String operation;
    private @Nullable String target;
    private boolean severalTargets;
    private boolean call;

    boolean isEmpty() {
        return operations == 0;
    }

    void operation(String name) {
        operations++;
        operation = name;
        append(name);
    }

    /** An operation whose target is a stored procedure. */
    void call(String name) {
        operation(name);
        call = true;
    }

    void target(String name) {
        severalTargets |= target != null && !target.equals(name);
        target = name;
        append(name);
    }

    @Nullable
    String operation() {
        return operations == 1 ? operation : null;
    }

    @Nullable
    String collection() {
        return call ? null : onlyTarget();
    }

    @Nullable
    String procedure() {
        return call ? onlyTarget() : null;
    }

    private @Nullable String onlyTarget() {
        return operations == 1 && !severalTargets ? target : null;
    }

    private void append(String part) {
        full |= text.length() + 1 + part.length() > MAX_CHARS;
        if (!full) {
            text.append(text.isEmpty() ? "" : " ").append(part);
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
