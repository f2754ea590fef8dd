package dev.clew.propagation;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes B3 as the one header {@code b3}. Threads: any. Allocates: nothing when the headers are absent. */
final class B3Single extends B3 {
    static final B3Single INSTANCE = new B3Single();
    private static final List<String> FIELDS = List.of(SINGLE);

    private B3Single() {}

    @Override
    public Collection<String> fields() {
        return FIELDS;
    }

    @Override
    <C> void write(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
        SpanContext span = Span.fromContext(context).getSpanContext();
        CallerDecision decision = CallerDecision.in(context);
        if (span.isValid()) {
            String state = decision == CallerDecision.DEBUG ? decision.letter : span.isSampled() ? "1" : "0";
            setter.set(carrier, SINGLE, span.getTraceId() + '-' + span.getSpanId() + '-' + state);
        } else if (decision != null) {
            setter.set(carrier, SINGLE, decision.letter);
        }
    }
}
