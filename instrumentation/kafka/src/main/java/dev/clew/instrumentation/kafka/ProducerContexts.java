package dev.clew.instrumentation.kafka;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Headers;

/** Who sent the records, as their headers have it. Threads: any. */
final class ProducerContexts {
    private static final TextMapGetter<Headers> HEADERS = new IncomingHeaders();

    private final Tracing tracing;

    ProducerContexts(Tracing tracing) {
        this.tracing = tracing;
    }

    /** The context with what came with the record: the producer's span, and baggage. The same instance when nothing did. */
    Context extract(Context context, ConsumerRecord<?, ?> record) {
        try {
            return tracing.propagator().extract(context, record.headers(), HEADERS);
        } catch (RuntimeException | LinkageError failure) {
            tracing.failures().add("extract", failure);
            return context;
        }
    }

    /** Links to the producers of as many records as the settings allow, and says how many records are left over. */
    void link(SpanBuilder builder, ConsumerRecords<?, ?> records) {
        int mostLinks = tracing.settings().maxLinks();
        int seen = 0;
        for (ConsumerRecord<?, ?> record : records) {
            if (seen == mostLinks) {
                break;
            }
            seen++;
            SpanContext producer =
                    Span.fromContext(extract(Context.root(), record)).getSpanContext();
            if (producer.isValid()) {
                builder.addLink(producer);
            }
        }
        if (records.count() > seen) {
            builder.setAttribute(MessagingAttributes.CLEW_RECORDS_NOT_LINKED, (long) records.count() - seen);
        }
    }
}
