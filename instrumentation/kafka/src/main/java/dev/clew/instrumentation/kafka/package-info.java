/**
 * Spans, metrics and context propagation for Kafka's producers and consumers, after OpenTelemetry's messaging conventions. For
 * applications, which start at {@link dev.clew.instrumentation.kafka.KafkaTracing}. Nothing in here throws into the code that
 * sends, polls or processes. Threads: any, as far as Kafka allows them.
 */
@NullMarked
package dev.clew.instrumentation.kafka;

import org.jspecify.annotations.NullMarked;
