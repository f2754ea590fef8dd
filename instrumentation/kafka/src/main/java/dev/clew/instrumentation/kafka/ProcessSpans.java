package dev.clew.instrumentation.kafka;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;

/** The CONSUMER spans of what the application does with its records. Threads: any. */
final class ProcessSpans {
    /** One that is under way: what it is, and the context with its span. */
    private record Processing(Operation operation, Context context) {}

    private final Tracing tracing;
    private final ProducerContexts producers;

    ProcessSpans(Tracing tracing, ProducerContexts producers) {
        this.tracing = tracing;
        this.producers = producers;
    }

    <K, V, E extends Exception> void process(
            Client client, ConsumerRecord<K, V> record, RecordHandler<ConsumerRecord<K, V>, E> handler) throws E {
        within(start(client, record), record, handler);
    }

    <K, V, E extends Exception> void processBatch(
            Client client, ConsumerRecords<K, V> records, RecordHandler<ConsumerRecords<K, V>, E> handler) throws E {
        within(start(client, records), records, handler);
    }

    private <T, E extends Exception> void within(@Nullable Processing processing, T polled, RecordHandler<T, E> handler)
            throws E {
        if (processing == null) {
            handler.handle(polled);
            return;
        }
        try (Scope scope = processing.context().makeCurrent()) {
            handler.handle(polled);
        } catch (Throwable error) {
            tracing.end(processing.operation(), processing.context(), error);
            throw error;
        }
        tracing.end(processing.operation(), processing.context(), null);
    }

    private @Nullable Processing start(Client client, ConsumerRecord<?, ?> record) {
        Context current = Context.current();
        try {
            if (Suppression.isOn(current)) {
                return null;
            }
            Operation process = new Operation(Operation.Kind.PROCESS, record.topic(), client, System.nanoTime());
            SpanBuilder builder = process.spanBuilder(tracing.tracer());
            MessageAttributes.set(builder, record, tracing.settings());
            Context parent = parent(current, record, builder);
            return new Processing(process, parent.with(builder.setParent(parent).startSpan()));
        } catch (RuntimeException | LinkageError failure) {
            tracing.failures().add("start", failure);
            return null;
        }
    }

    private @Nullable Processing start(Client client, ConsumerRecords<?, ?> records) {
        Context current = Context.current();
        try {
            if (records.isEmpty() || Suppression.isOn(current)) {
                return null;
            }
            Operation process = new Operation(Operation.Kind.PROCESS, Batch.topic(records), client, System.nanoTime());
            SpanBuilder builder = process.spanBuilder(tracing.tracer());
            Batch.set(builder, records);
            producers.link(builder, records);
            return new Processing(
                    process, current.with(builder.setParent(current).startSpan()));
        } catch (RuntimeException | LinkageError failure) {
            tracing.failures().add("start", failure);
            return null;
        }
    }

    /**
     * The current context with what came with the record, and in it the span that is to be the parent. The conventions want a
     * link to the producer in any case, and allow it to be the parent besides.
     */
    private Context parent(Context current, ConsumerRecord<?, ?> record, SpanBuilder builder) {
        Context extracted = producers.extract(current.with(Span.getInvalid()), record);
        SpanContext producer = Span.fromContext(extracted).getSpanContext();
        if (producer.isValid()) {
            builder.addLink(producer);
            if (tracing.settings().processParent() == ProcessParent.PRODUCER) {
                return extracted;
            }
        }
        return extracted.with(Span.fromContext(current));
    }
}
