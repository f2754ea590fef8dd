package dev.clew.instrumentation.kafka;

/**
 * What an application does with what it polled.
 *
 * @param <T> a {@code ConsumerRecord} or a batch of them
 * @param <E> what it throws; a lambda that throws nothing checked needs no word about it
 */
@FunctionalInterface
public interface RecordHandler<T, E extends Exception> {
    /** Does it. The span of the processing is current. */
    void handle(T polled) throws E;
}
