package dev.clew.instrumentation.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.context.propagation.TextMapSetter;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way out, with room for a context in its headers. They are the application's own as long as they take it; once
 * they are read-only, as Kafka makes them at the first send, a copy of the record goes out. Threads: one.
 */
final class OutgoingRecord<K, V> {
    private ProducerRecord<K, V> record;

    OutgoingRecord(ProducerRecord<K, V> record) {
        this.record = record;
    }

    /** Writes into the headers, in place of those of the same name. */
    static <K, V> TextMapSetter<OutgoingRecord<K, V>> setter() {
        return (@Nullable OutgoingRecord<K, V> carrier, String name, String value) -> {
            if (carrier != null) {
                carrier.set(name, value.getBytes(UTF_8));
            }
        };
    }

    /** What is to be sent. */
    ProducerRecord<K, V> record() {
        return record;
    }

    private void set(String name, byte[] value) {
        try {
            replace(record.headers(), name, value);
        } catch (IllegalStateException readOnly) {
            record = new ProducerRecord<>(
                    record.topic(),
                    record.partition(),
                    record.timestamp(),
                    record.key(),
                    record.value(),
                    record.headers());
            replace(record.headers(), name, value);
        }
    }

    private static void replace(Headers headers, String name, byte[] value) {
        headers.remove(name);
        headers.add(name, value);
    }
}
