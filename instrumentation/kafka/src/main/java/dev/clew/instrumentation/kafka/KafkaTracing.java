package dev.clew.instrumentation.kafka;

import io.opentelemetry.api.OpenTelemetry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;

/**
 * Traces what goes through Kafka: a PRODUCER span for each record sent, a CLIENT span for each poll that returned something, a
 * CONSUMER span for each record processed, and the context of the first in the headers of the record.
 *
 * <pre>{@code
 * KafkaTracing tracing = KafkaTracing.create(openTelemetry);
 * Producer<String, Order> producer = tracing.wrap(new KafkaProducer<>(settings));
 * TracedConsumer<String, Order> consumer = tracing.wrap(new KafkaConsumer<>(settings));
 *
 * for (ConsumerRecord<String, Order> record : consumer.poll(Duration.ofMillis(500))) {
 *     consumer.process(record, order -> ship(order.value()));
 * }
 * }</pre>
 *
 * <p>One serves any number of clients. Threads: any.
 */
public final class KafkaTracing {
    private final Tracing tracing;
    private final SendSpans sends;
    private final PollSpans polls;
    private final ProcessSpans processes;

    KafkaTracing(Tracing tracing) {
        ProducerContexts producers = new ProducerContexts(tracing);
        this.tracing = tracing;
        this.sends = new SendSpans(tracing);
        this.polls = new PollSpans(tracing, producers);
        this.processes = new ProcessSpans(tracing, producers);
    }

    /**
     * With the defaults of {@link #builder}.
     *
     * @throws IllegalArgumentException if {@code openTelemetry} is null
     */
    public static KafkaTracing create(OpenTelemetry openTelemetry) {
        return builder(openTelemetry).build();
    }

    /**
     * A builder with the defaults: the producer's span is the parent, 128 links, neither keys nor sizes.
     *
     * @throws IllegalArgumentException if {@code openTelemetry} is null
     */
    public static KafkaTracingBuilder builder(OpenTelemetry openTelemetry) {
        if (openTelemetry == null) {
            throw new IllegalArgumentException("openTelemetry must not be null: openTelemetry=null");
        }
        return new KafkaTracingBuilder(openTelemetry);
    }

    /**
     * The producer, with spans around its sends. Transactions, flush, close and whatever else it has are its own; so is what they
     * throw. A send's callback sees the context that its send was called in.
     *
     * @throws IllegalArgumentException if {@code producer} is null
     */
    public <K, V> Producer<K, V> wrap(Producer<K, V> producer) {
        requireClient("producer", producer);
        return ProducerInvocations.traced(producer, Client.of(producer, tracing.failures()), sends);
    }

    /**
     * The consumer, with spans for its polls and for what {@link TracedConsumer#process} is given; it knows its group. Wrap it
     * before another thread uses it.
     *
     * @throws IllegalArgumentException if {@code consumer} is null
     */
    public <K, V> TracedConsumer<K, V> wrap(Consumer<K, V> consumer) {
        requireClient("consumer", consumer);
        return ConsumerInvocations.traced(consumer, Client.of(consumer, tracing.failures()), polls, processes);
    }

    /**
     * As {@link TracedConsumer#process}, for a record from a consumer that is not at hand, as in a framework's listener: the span
     * has neither group nor client id.
     *
     * @throws E what the handler throws; the span has it too
     */
    public <K, V, E extends Exception> void process(
            ConsumerRecord<K, V> record, RecordHandler<ConsumerRecord<K, V>, E> handler) throws E {
        processes.process(Client.UNKNOWN, record, handler);
    }

    /**
     * As {@link TracedConsumer#processBatch}, for records from a consumer that is not at hand: the span has neither group nor
     * client id.
     *
     * @throws E what the handler throws; the span has it too
     */
    public <K, V, E extends Exception> void processBatch(
            ConsumerRecords<K, V> records, RecordHandler<ConsumerRecords<K, V>, E> handler) throws E {
        processes.processBatch(Client.UNKNOWN, records, handler);
    }

    private static void requireClient(String name, Object client) {
        if (client == null) {
            throw new IllegalArgumentException(name + " must not be null: " + name + "=null");
        }
    }
}
