package dev.clew.instrumentation.kafka;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * A Kafka consumer whose polls are traced, and that knows how to trace the processing of what it polled.
 *
 * <p>Processing is a call that takes the work and not a pair of start and end, nor an iterator: whatever a loop does, {@code
 * break}, {@code return} or throw, no scope stays open and no span without its end.
 *
 * <p>Threads: {@link #process} and {@link #processBatch} may be called from any thread, also while another one polls. All other
 * methods are for one thread at a time, as Kafka's are.
 */
public interface TracedConsumer<K, V> extends Consumer<K, V> {
    /**
     * Hands the record to the handler, within a CONSUMER span "process (topic)" that is current meanwhile, together with the
     * baggage that came with the record.
     *
     * @throws E what the handler throws; the span has it too
     */
    <E extends Exception> void process(ConsumerRecord<K, V> record, RecordHandler<ConsumerRecord<K, V>, E> handler)
            throws E;

    /**
     * Hands the whole batch to the handler, within one CONSUMER span that links to the producers of its records. For work that
     * is done at once for all of them, such as one insert into a database. An empty batch is handed on without a span.
     *
     * @throws E what the handler throws; the span has it too
     */
    <E extends Exception> void processBatch(
            ConsumerRecords<K, V> records, RecordHandler<ConsumerRecords<K, V>, E> handler) throws E;
}
