package dev.clew.propagation;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * AWS X-Ray's header {@code X-Amzn-Trace-Id}. The lineage that Lambda adds travels as the baggage entry {@code Lineage}; other
 * baggage is not sent, and fields of others in the header are not kept.
 *
 * <p>Threads: any. Allocates: nothing when the header is absent.
 */
final class XRay extends GuardedPropagator {
    static final XRay INSTANCE = new XRay();
    private static final String HEADER = "X-Amzn-Trace-Id";
    private static final String LINEAGE = "Lineage";
    private static final List<String> FIELDS = List.of(HEADER);

    private XRay() {}

    @Override
    public Collection<String> fields() {
        return FIELDS;
    }

    @Override
    <C> void write(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
        SpanContext span = Span.fromContext(context).getSpanContext();
        if (span.isValid()) {
            String lineage = Baggage.fromContext(context).getEntryValue(LINEAGE);
            setter.set(carrier, HEADER, XRayHeader.format(span, lineage));
        }
    }

    @Override
    <C> Context read(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
        String header = header(getter, carrier, HEADER);
        if (header == null) {
            return context;
        }
        XRayHeader fields = new XRayHeader(header);
        String traceId = fields.traceId();
        String spanId = fields.spanId();
        if (traceId == null || spanId == null || !fields.hasValidDecision()) {
            ignored(HEADER, header);
            return context;
        }
        Context read = withParent(context, traceId, spanId, fields.isSampled());
        String lineage = fields.lineage();
        return lineage == null
                ? read
                : read.with(Baggage.fromContext(context).toBuilder()
                        .put(LINEAGE, lineage)
                        .build());
    }
}
