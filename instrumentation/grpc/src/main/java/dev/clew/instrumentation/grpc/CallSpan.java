package dev.clew.instrumentation.grpc;

import io.grpc.Attributes;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The span of one call, which ends once: the first end counts.
 *
 * <p>Threads: any. A failing span is logged and the call goes on.
 */
final class CallSpan {
    private final CallSpans spans;
    private final Context context;
    private final Span span;
    private final CallTarget target;
    private final boolean isStream;
    private final @Nullable MessageEvents messages;
    private final long startNanos = System.nanoTime();
    private final AtomicBoolean ended = new AtomicBoolean();

    CallSpan(CallSpans spans, Context context, MethodDescriptor.MethodType type, CallTarget target) {
        this.spans = spans;
        this.context = context;
        this.span = Span.fromContext(context);
        this.target = target;
        this.isStream = type != MethodDescriptor.MethodType.UNARY;
        this.messages = isStream && spans.options().switches().messageEvents() && span.isRecording()
                ? new MessageEvents(span)
                : null;
    }

    Context context() {
        return context;
    }

    boolean isStream() {
        return isStream;
    }

    void requestHeaders(Metadata headers) {
        copy(spans.options().requestHeaders(), headers);
    }

    void responseHeaders(Metadata headers) {
        copy(spans.options().responseHeaders(), headers);
    }

    void responseTrailers(Metadata trailers) {
        copy(spans.options().responseTrailers(), trailers);
    }

    /** Who is at the other end, by the attributes of the call, which may not be known yet or fail to come. */
    void peer(Supplier<Attributes> callAttributes, boolean isClient) {
        try {
            if (span.isRecording()) {
                Peer.describe(callAttributes.get(), span, isClient);
            }
        } catch (IllegalStateException notYetKnown) {
            // A call that never had a connection: there is nobody to name.
        } catch (RuntimeException | LinkageError failure) {
            spans.failures().add("peer", failure);
        }
    }

    void sent() {
        if (messages != null) {
            try {
                messages.sent();
            } catch (RuntimeException | LinkageError failure) {
                spans.failures().add("message", failure);
            }
        }
    }

    void received() {
        if (messages != null) {
            try {
                messages.received();
            } catch (RuntimeException | LinkageError failure) {
                spans.failures().add("message", failure);
            }
        }
    }

    /**
     * Ends the span with the status of the call, unless it has ended.
     *
     * @param thrown what the library or the application threw, or null
     */
    void end(Status status, @Nullable Throwable thrown) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        try {
            long nanos = System.nanoTime() - startNanos;
            boolean recording = span.isRecording();
            if (recording || spans.areTimed()) {
                Outcome outcome = spans.outcome(status, thrown);
                if (recording) {
                    outcome.describe(span);
                }
                spans.took(nanos, target, outcome, context);
            }
        } catch (RuntimeException | LinkageError failure) {
            spans.failures().add("describe", failure);
        }
        try {
            span.end();
        } catch (RuntimeException | LinkageError failure) {
            spans.failures().add("end", failure);
        }
    }

    private void copy(CapturedMetadata captured, Metadata metadata) {
        try {
            if (span.isRecording()) {
                captured.copy(metadata, span);
            }
        } catch (RuntimeException | LinkageError failure) {
            spans.failures().add("metadata", failure);
        }
    }
}
