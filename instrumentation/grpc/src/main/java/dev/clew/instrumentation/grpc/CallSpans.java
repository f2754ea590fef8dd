package dev.clew.instrumentation.grpc;

import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the spans of one side of calls, and says how long they took. Threads: any. */
final class CallSpans {
    static final String SCOPE = "dev.clew.grpc";

    private final SpanKind kind;
    private final Tracer tracer;
    private final @Nullable CallDurations durations;
    private final GrpcOptions options;
    private final Failures failures;

    CallSpans(OpenTelemetry openTelemetry, SpanKind kind, GrpcOptions options, Failures failures) {
        this.kind = kind;
        this.tracer = openTelemetry.getTracer(SCOPE);
        this.durations = CallDurations.of(openTelemetry, kind);
        this.options = options;
        this.failures = failures;
    }

    /** A started span, to end; null when the tracer failed, and the call has none. */
    @Nullable
    CallSpan start(Context parent, MethodDescriptor<?, ?> method, Supplier<@Nullable String> authority) {
        try {
            String name = method.getFullMethodName();
            CallTarget target = CallTarget.of(name, options.knownMethods().test(name), authority.get());
            SpanBuilder builder =
                    tracer.spanBuilder(target.spanName()).setSpanKind(kind).setParent(parent);
            target.describe(builder);
            return new CallSpan(this, parent.with(builder.startSpan()), method.getType(), target);
        } catch (RuntimeException | LinkageError failure) {
            failures.add("start", failure);
            return null;
        }
    }

    Outcome outcome(Status status, @Nullable Throwable thrown) {
        return Outcome.of(kind, status, thrown);
    }

    boolean areTimed() {
        return durations != null;
    }

    void took(long nanos, CallTarget target, Outcome outcome, Context context) {
        if (durations != null) {
            durations.record(nanos, target, outcome, context);
        }
    }

    GrpcOptions options() {
        return options;
    }

    Failures failures() {
        return failures;
    }
}
