package dev.clew.instrumentation.scopes;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scope that was not closed as it should be.
 *
 * @param kind what is wrong with it
 * @param openedBy the name of the thread that opened it
 * @param openedAt where it was opened, from the caller of {@code makeCurrent} outwards
 * @param closedBy the name of the thread that closed it, or null for one that was left open
 * @param closedAt where it was closed; empty for one that was left open
 */
public record ScopeLeak(
        Kind kind,
        String openedBy,
        List<StackTraceElement> openedAt,
        @Nullable String closedBy,
        List<StackTraceElement> closedAt) {

    /** What can be wrong. */
    public enum Kind {
        /** Nobody closed it: its context stays current on the thread, for whatever runs there next. */
        LEFT_OPEN("was left open"),

        /** It was closed while a scope that was opened after it on its thread was still open: one of both stays current. */
        CLOSED_OUT_OF_ORDER("was closed while another context was current"),

        /** It was closed on a thread that did not open it, where nothing was to be closed; on its own it stays open. */
        CLOSED_ELSEWHERE("was closed on another thread");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** The line of code that opened it, or {@code unknown}. */
    public String cause() {
        return openedAt.isEmpty() ? "unknown" : openedAt.get(0).toString();
    }

    /** What is wrong and where, on several lines. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("a scope ").append(kind.words);
        append(text.append("\n  opened on ").append(openedBy), openedAt);
        if (closedBy != null) {
            append(text.append("\n  closed on ").append(closedBy), closedAt);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, List<StackTraceElement> stack) {
        for (StackTraceElement frame : stack) {
            text.append("\n    at ").append(frame);
        }
    }
}
