package dev.clew.instrumentation.kafka;

/** Whose child the span is that processes one record. It links to the producer's span in either case. */
public enum ProcessParent {
    /**
     * The producer's span, so that one trace goes through Kafka. A record that came without a valid context gets the current
     * span as its parent.
     */
    PRODUCER,

    /** The span that is current where the record is processed; without one, each record begins a trace. */
    CURRENT
}
