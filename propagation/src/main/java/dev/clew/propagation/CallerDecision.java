package dev.clew.propagation;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import org.jspecify.annotations.Nullable;

/**
 * What a caller decided about sampling beyond the flag of its span: that the trace is to be kept for debugging (B3 and
 * Jaeger), or, in B3, whether to sample a trace that the receiver is to start. It is forwarded in B3 and Jaeger.
 *
 * <p>For a sampler that wants to follow it; OpenTelemetry's samplers look at the flag of the parent span only. Threads: any.
 */
public enum CallerDecision {
    /** The trace that starts here is not to be sampled. */
    DENY("0"),
    /** The trace that starts here is to be sampled. */
    ACCEPT("1"),
    /** The trace is to be sampled and kept, whatever the rules are. */
    DEBUG("d");

    private static final ContextKey<CallerDecision> KEY = ContextKey.named("clew-caller-decision");

    /** As B3 writes it. */
    final String letter;

    CallerDecision(String letter) {
        this.letter = letter;
    }

    /** The decision that was extracted into {@code context}; null without one, as usual. */
    public static @Nullable CallerDecision in(Context context) {
        return context.get(KEY);
    }

    /** What the B3 sampling state in that part of a text says, also in the words that older tracers write; null for no state. */
    static @Nullable CallerDecision read(String text, int from, int to) {
        if (is("1", text, from, to) || is("true", text, from, to)) {
            return ACCEPT;
        }
        if (is("0", text, from, to) || is("false", text, from, to)) {
            return DENY;
        }
        return is("d", text, from, to) ? DEBUG : null;
    }

    Context putInto(Context context) {
        return context.with(KEY, this);
    }

    private static boolean is(String state, String text, int from, int to) {
        return state.length() == to - from && text.startsWith(state, from);
    }
}
