package dev.clew.instrumentation.kafka;

import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The PRODUCER spans of what is sent, from the call to the broker's answer. Threads: any. */
final class SendSpans {
    private final Tracing tracing;

    SendSpans(Tracing tracing) {
        this.tracing = tracing;
    }

    /**
     * Sends the record with the span's context in its headers. The span is current meanwhile, for interceptors and serializers;
     * it ends with Kafka's callback, or when Kafka throws instead.
     */
    <K, V> Future<RecordMetadata> send(
            Producer<K, V> producer, Client client, ProducerRecord<K, V> record, @Nullable Callback callback) {
        SendCall call = start(Context.current(), client, record, callback);
        if (call == null) {
            return producer.send(record, callback);
        }
        ProducerRecord<K, V> outgoing = inject(call.context(), record);
        try (Scope scope = call.context().makeCurrent()) {
            return producer.send(outgoing, call);
        } catch (Throwable error) {
            call.threw(error);
            throw error;
        }
    }

    /** Null when the record gets no span: instrumentation is suppressed, or something of it failed. */
    private @Nullable SendCall start(
            Context parent, Client client, ProducerRecord<?, ?> record, @Nullable Callback callback) {
        try {
            if (Suppression.isOn(parent)) {
                return null;
            }
            Operation operation = new Operation(Operation.Kind.SEND, record.topic(), client, System.nanoTime());
            SpanBuilder builder = operation.spanBuilder(tracing.tracer()).setParent(parent);
            MessageAttributes.set(builder, record, tracing.settings());
            return new SendCall(tracing, operation, parent, parent.with(builder.startSpan()), callback);
        } catch (RuntimeException | LinkageError failure) {
            tracing.failures().add("start", failure);
            return null;
        }
    }

    private <K, V> ProducerRecord<K, V> inject(Context context, ProducerRecord<K, V> record) {
        OutgoingRecord<K, V> outgoing = new OutgoingRecord<>(record);
        tracing.attempt("inject", () -> tracing.propagator().inject(context, outgoing, OutgoingRecord.setter()));
        return outgoing.record();
    }
}
