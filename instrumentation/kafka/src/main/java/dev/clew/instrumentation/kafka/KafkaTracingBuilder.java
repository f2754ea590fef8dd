package dev.clew.instrumentation.kafka;

import io.opentelemetry.api.OpenTelemetry;

/** Sets up a {@link KafkaTracing}. Threads: one. */
public final class KafkaTracingBuilder {
    private final OpenTelemetry openTelemetry;
    private ProcessParent processParent = ProcessParent.PRODUCER;
    private int maxLinks = Settings.LINKS_OF_A_SPAN;
    private boolean messageKey;
    private boolean bodySize;

    KafkaTracingBuilder(OpenTelemetry openTelemetry) {
        this.openTelemetry = openTelemetry;
    }

    /**
     * Whose child the span of one record's processing is; {@link ProcessParent#PRODUCER} by default.
     *
     * @throws IllegalArgumentException if it is null
     */
    public KafkaTracingBuilder setProcessParent(ProcessParent processParent) {
        if (processParent == null) {
            throw new IllegalArgumentException("processParent must not be null: processParent=null");
        }
        this.processParent = processParent;
        return this;
    }

    /**
     * How many records of a batch are looked at for a link to their producer, 128 by default; what is left over is counted. A
     * span keeps no more than its SDK's limit, which is 128 too unless it is set otherwise.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public KafkaTracingBuilder setMaxLinks(int maxLinks) {
        if (maxLinks < 0) {
            throw new IllegalArgumentException("maxLinks must not be negative: maxLinks=" + maxLinks);
        }
        this.maxLinks = maxLinks;
        return this;
    }

    /**
     * Whether spans of one record have its key, false by default: keys are often identifiers of people. Keys without one way to be
     * written as text, such as byte arrays, are left out.
     */
    public KafkaTracingBuilder setCaptureMessageKey(boolean captureMessageKey) {
        this.messageKey = captureMessageKey;
        return this;
    }

    /** Whether spans of one record have the size of its serialized value in bytes, false by default. */
    public KafkaTracingBuilder setCaptureBodySize(boolean captureBodySize) {
        this.bodySize = captureBodySize;
        return this;
    }

    /** Tracing as described. The builder may be used again. */
    public KafkaTracing build() {
        return new KafkaTracing(Tracing.of(openTelemetry, new Settings(processParent, maxLinks, messageKey, bodySize)));
    }
}
