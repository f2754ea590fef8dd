package dev.clew.instrumentation.grpc;

import io.grpc.Metadata;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Carries a context over the wire. Where a propagator fails, what it did not carry is missing and the call goes on. */
final class Propagation {
    private final TextMapPropagator propagator;
    private final MetadataCarrier carrier;
    private final boolean traceBin;
    private final Failures failures;

    Propagation(OpenTelemetry openTelemetry, boolean traceBin, Failures failures) {
        this.propagator = openTelemetry.getPropagators().getTextMapPropagator();
        this.traceBin = traceBin;
        this.failures = failures;
        this.carrier = new MetadataCarrier(fields());
    }

    /** Writes the context over whatever of its headers is there; those written before a propagator fails stay. */
    void inject(Context context, Metadata headers) {
        try {
            propagator.inject(context, headers, carrier);
            SpanContext span = Span.fromContext(context).getSpanContext();
            if (traceBin && span.isValid()) {
                headers.discardAll(TraceBin.KEY);
                headers.put(TraceBin.KEY, TraceBin.encode(span));
            }
        } catch (RuntimeException | LinkageError failure) {
            failures.add("inject", failure);
        }
    }

    /** What the headers say on top of {@code parent}, or {@code parent} when they say nothing. */
    Context extract(Context parent, Metadata headers) {
        try {
            Context extracted = propagator.extract(parent, headers, carrier);
            boolean foundSpan = !Objects.equals(Span.fromContextOrNull(extracted), Span.fromContextOrNull(parent));
            return traceBin && !foundSpan ? extractTraceBin(extracted, headers) : extracted;
        } catch (RuntimeException | LinkageError failure) {
            failures.add("extract", failure);
            return parent;
        }
    }

    private Context extractTraceBin(Context parent, Metadata headers) {
        byte[] bytes = headers.get(TraceBin.KEY);
        SpanContext span = bytes == null ? null : TraceBin.decode(bytes);
        if (bytes != null && span == null) {
            failures.ignored("grpc-trace-bin is not valid: bytes=" + bytes.length);
        }
        return span == null ? parent : parent.with(Span.wrap(span));
    }

    private Collection<String> fields() {
        try {
            return propagator.fields();
        } catch (RuntimeException | LinkageError failure) {
            failures.add("fields", failure);
            return List.of();
        }
    }
}
