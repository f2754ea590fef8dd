package dev.clew.instrumentation.kafka;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.context.Context;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * The CLIENT spans of polls that returned something or failed. A poll that returned nothing leaves no trace, so its span is made
 * when it is over, with the times that it had. Threads: any.
 */
final class PollSpans {
    private final Tracing tracing;
    private final ProducerContexts producers;

    PollSpans(Tracing tracing, ProducerContexts producers) {
        this.tracing = tracing;
        this.producers = producers;
    }

    /** A poll that began at {@code startNanos} returned records, one or more. */
    void returned(Client client, long startNanos, ConsumerRecords<?, ?> records) {
        tracing.attempt("receive", () -> {
            Context parent = Context.current();
            if (!Suppression.isOn(parent)) {
                receive(parent, new Operation(Operation.Kind.POLL, Batch.topic(records), client, startNanos), records);
            }
        });
    }

    private void receive(Context parent, Operation poll, ConsumerRecords<?, ?> records) {
        SpanBuilder builder = poll.spanBuilder(tracing.tracer()).setParent(parent);
        Batch.set(builder, records);
        producers.link(builder, records);
        Context context = parent.with(end(builder, poll, null));
        tracing.measure(poll, context, null);
        OperationMetrics metrics = tracing.metrics();
        if (metrics != null) {
            metrics.consumed(poll, context, records);
        }
    }

    /** A poll failed. That somebody woke it or its thread, as one does to stop a consumer, is no failure. */
    void failed(Client client, long startNanos, Throwable error) {
        tracing.attempt("receive", () -> {
            Context parent = Context.current();
            boolean meant = error instanceof WakeupException || error instanceof InterruptException;
            if (!meant && !Suppression.isOn(parent)) {
                fail(parent, client, startNanos, error);
            }
        });
    }

    private void fail(Context parent, Client client, long startNanos, Throwable error) {
        RecordDeserializationException unread = error instanceof RecordDeserializationException e ? e : null;
        String topic = unread == null ? null : unread.topicPartition().topic();
        Operation poll = new Operation(Operation.Kind.POLL, topic, client, startNanos);
        SpanBuilder builder = poll.spanBuilder(tracing.tracer()).setParent(parent);
        if (unread != null) {
            MessageAttributes.setPartition(builder, unread.topicPartition().partition());
            builder.setAttribute(MessagingAttributes.KAFKA_OFFSET, unread.offset());
        }
        tracing.measure(poll, parent.with(end(builder, poll, error)), error);
    }

    /** The span, which began when the poll did. Both times are one clock's, so that the length is the poll's. */
    private static Span end(SpanBuilder builder, Operation poll, @Nullable Throwable error) {
        long nanos = System.nanoTime() - poll.startNanos();
        Instant now = Instant.now();
        long endEpochNanos = SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        Span span =
                builder.setStartTimestamp(endEpochNanos - nanos, NANOSECONDS).startSpan();
        if (error != null) {
            Tracing.describe(span, error);
        }
        span.end(endEpochNanos, NANOSECONDS);
        return span;
    }
}
