package dev.clew.instrumentation.kafka;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * One send that is under way. Its span ends once, whatever comes first: the answer, which Kafka also gives when it gives up or
 * is closed, or what the call threw. Threads: the caller's and the producer's own.
 */
final class SendCall implements Callback {
    private final Tracing tracing;
    private final Operation operation;
    private final Context parent;
    private final Context context;
    private final @Nullable Callback callback;
    private final AtomicBoolean ended = new AtomicBoolean();

    /**
     * A send whose span, started, is in {@code context}.
     *
     * @param callback the application's own, or null
     */
    SendCall(Tracing tracing, Operation operation, Context parent, Context context, @Nullable Callback callback) {
        this.tracing = tracing;
        this.operation = operation;
        this.parent = parent;
        this.context = context;
        this.callback = callback;
    }

    /** With the span in it. */
    Context context() {
        return context;
    }

    /** The application's callback runs where its send was called from, as far as contexts go: the span is over by then. */
    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception error) {
        end(metadata, error);
        if (callback != null) {
            try (Scope scope = parent.makeCurrent()) {
                callback.onCompletion(metadata, error);
            }
        }
    }

    void threw(Throwable error) {
        end(null, error);
    }

    private void end(@Nullable RecordMetadata metadata, @Nullable Throwable error) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        if (metadata != null) {
            tracing.attempt("describe the answer", () -> describe(Span.fromContext(context), metadata));
        }
        tracing.end(operation, context, error);
    }

    /** Each number is negative where Kafka does not know it: without acknowledgements, or when it failed. */
    private void describe(Span span, RecordMetadata metadata) {
        if (!span.isRecording()) {
            return;
        }
        if (metadata.partition() >= 0) {
            span.setAttribute(
                    MessagingAttributes.MESSAGING_DESTINATION_PARTITION_ID, Integer.toString(metadata.partition()));
        }
        if (metadata.offset() >= 0) {
            span.setAttribute(MessagingAttributes.KAFKA_OFFSET, metadata.offset());
        }
        if (tracing.settings().bodySize() && metadata.serializedValueSize() >= 0) {
            span.setAttribute(MessagingAttributes.MESSAGING_MESSAGE_BODY_SIZE, (long) metadata.serializedValueSize());
        }
    }
}
