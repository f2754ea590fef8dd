package dev.clew.sdk.trace;

import dev.clew.sdk.frame.AttributeWriter;
import dev.clew.sdk.frame.FrameLayout;
import dev.clew.sdk.frame.OtlpWriter;
import io.opentelemetry.api.internal.OtelEncodingUtils;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes an ended span into a scratch, header and OTLP {@code Span} message, as {@link FrameLayout} draws it.
 *
 * <p>Threads: one at a time, like the scratch. Allocates: nothing, but for a span's tracestate and links.
 */
final class SpanEncoder {
    static final int SCRATCH_BYTES = 1024;
    static final String FAILED = "a span could not be encoded";

    private static final int MAX_KEPT_SCRATCH_BYTES = 64 * 1024;
    private static final int HAS_IS_REMOTE = 1 << 8;
    private static final int IS_REMOTE = 1 << 9;
    // The fixed head and the fields up to the kind, at their largest.
    private static final int HEAD_BYTES = FrameLayout.REST - FrameLayout.MESSAGE + 16;

    private final OtlpWriter out;
    private final AttributeWriter attributes;

    SpanEncoder(OtlpWriter out) {
        this.out = out;
        out.remember();
        this.attributes = new AttributeWriter(out);
    }

    OtlpWriter out() {
        return out;
    }

    /** Whether the scratch is worth keeping: one huge span must not hold its memory for ever. */
    boolean isSmall() {
        return out.array().length <= MAX_KEPT_SCRATCH_BYTES;
    }

    /** Writes the span's frame, over the one before. */
    void encode(SpanRecord span) {
        out.reset(FrameLayout.MESSAGE);
        SpanIdentity parent = span.parent();
        writeHeader(span, parent);
        writeHead(span, parent);
        out.writeName(0x2A, span.currentName()); // name = 5
        AttributeList list = span.attributeList();
        if (list != null) {
            list.writeTo(attributes, 0x4A); // attributes = 9
            out.writeCount(0x50, list.dropped()); // dropped_attributes_count = 10
        }
        SpanDetails details = span.details();
        if (details != null) {
            writeDetails(details, list);
            if (details.isStackLeftOut() && !span.discarded()) {
                // Only now is it known, and nothing else was said of this span.
                span.tracer().provider().reportDiscards(span);
            }
        }
    }

    private void writeHeader(SpanRecord span, @Nullable SpanIdentity parent) {
        out.ensure(HEAD_BYTES);
        int operation = 31 * span.currentName().hashCode() + otlpKind(span.getKind());
        out.setInt(FrameLayout.OPERATION, operation);
        out.setInt(FrameLayout.SCOPE, span.scopeId());
        out.setLong(FrameLayout.PARENT, parent == null ? 0 : parent.spanId);
        out.setLong(FrameLayout.THREAD, span.threadId());
    }

    // Everything here fits into the room that writeHeader made.
    private void writeHead(SpanRecord span, @Nullable SpanIdentity parent) {
        SpanIdentity identity = span.identity();
        out.putBytes(0x0A, 16); // trace_id = 1
        out.putLongBigEndian(identity.traceIdHigh);
        out.putLongBigEndian(identity.traceIdLow);
        out.putBytes(0x12, 8); // span_id = 2
        out.putLongBigEndian(identity.spanId);
        out.putByte(0x39); // start_time_unix_nano = 7
        out.putFixed64(span.startEpochNanos());
        out.putByte(0x41); // end_time_unix_nano = 8
        out.putFixed64(span.endEpochNanos());
        out.putBytes(0x85, 0x01); // flags = 16, in two bytes
        int remote = parent != null && parent.isRemote() ? IS_REMOTE : 0;
        out.putFixed32((identity.flags & 0xFF) | HAS_IS_REMOTE | remote);
        out.putBytes(0x30, otlpKind(span.getKind())); // kind = 6
        if (parent != null) {
            out.putBytes(0x22, 8); // parent_span_id = 4
            out.putLongBigEndian(parent.spanId);
        }
        if (!identity.traceState.isEmpty()) {
            out.writeString(0x1A, text(identity.traceState)); // trace_state = 3
        }
    }

    private void writeDetails(SpanDetails details, @Nullable AttributeList spanAttributes) {
        List<RecordedEvent> events = details.describedEvents(spanAttributes);
        for (int i = 0; i < events.size(); i++) {
            writeEvent(events.get(i));
        }
        out.writeCount(0x60, details.droppedEvents()); // dropped_events_count = 12
        List<RecordedLink> links = details.links();
        for (int i = 0; i < links.size(); i++) {
            writeLink(links.get(i));
        }
        out.writeCount(0x70, details.droppedLinks()); // dropped_links_count = 14
        if (details.statusCode() != StatusCode.UNSET) {
            int mark = out.beginMessage(0x7A); // status = 15
            if (!details.statusDescription().isEmpty()) {
                out.writeString(0x12, details.statusDescription()); // message = 2
            }
            out.writeVarint(0x18, details.statusCode() == StatusCode.OK ? 1 : 2); // code = 3
            out.endMessage(mark);
        }
    }

    private void writeEvent(RecordedEvent event) {
        int mark = out.beginMessage(0x5A); // events = 11
        out.writeFixed64(0x09, event.getEpochNanos()); // time_unix_nano = 1
        out.writeName(0x12, event.getName()); // name = 2
        attributes.writeAll(0x1A, event.given()); // attributes = 3
        writeNested(event.attributes(), 0x1A, 0x20); // attributes = 3, dropped = 4
        out.endMessage(mark);
    }

    private void writeLink(RecordedLink link) {
        SpanContext context = link.context();
        int mark = out.beginMessage(0x6A); // links = 13
        out.ensure(HEAD_BYTES);
        out.putBytes(0x0A, 16); // trace_id = 1
        out.putLongBigEndian(OtelEncodingUtils.longFromBase16String(context.getTraceId(), 0));
        out.putLongBigEndian(OtelEncodingUtils.longFromBase16String(context.getTraceId(), 16));
        out.putBytes(0x12, 8); // span_id = 2
        out.putLongBigEndian(OtelEncodingUtils.longFromBase16String(context.getSpanId(), 0));
        out.putByte(0x35); // flags = 6
        int remote = context.isRemote() ? IS_REMOTE : 0;
        out.putFixed32((context.getTraceFlags().asByte() & 0xFF) | HAS_IS_REMOTE | remote);
        if (!context.getTraceState().isEmpty()) {
            out.writeString(0x1A, text(context.getTraceState())); // trace_state = 3
        }
        writeNested(link.attributes(), 0x22, 0x28); // attributes = 4, dropped = 5
        out.endMessage(mark);
    }

    private void writeNested(@Nullable AttributeList list, int attributesTag, int droppedTag) {
        if (list != null) {
            list.writeTo(attributes, attributesTag);
            out.writeCount(droppedTag, list.dropped());
        }
    }

    /** The frame's flags; on the thread that ends the span, since one of them says whether it started on that, too. */
    static int flags(SpanRecord span) {
        SpanIdentity parent = span.parent();
        int flags = span.identity().isSampled() ? FrameLayout.SAMPLED : 0;
        if (parent == null || parent.isRemote()) {
            flags |= FrameLayout.LOCAL_ROOT;
        }
        if (parent != null && parent.isRemote()) {
            flags |= FrameLayout.REMOTE_PARENT;
        }
        SpanDetails details = span.details();
        if (details != null && details.statusCode() == StatusCode.ERROR) {
            flags |= FrameLayout.ERROR;
        }
        return span.threadId() == Thread.currentThread().getId() ? flags : flags | FrameLayout.OTHER_THREAD;
    }

    private static int otlpKind(SpanKind kind) {
        return switch (kind) {
            case INTERNAL -> 1;
            case SERVER -> 2;
            case CLIENT -> 3;
            case PRODUCER -> 4;
            case CONSUMER -> 5;
        };
    }

    private static String text(TraceState state) {
        StringBuilder text = new StringBuilder();
        state.forEach((key, value) ->
                text.append(text.isEmpty() ? "" : ",").append(key).append('=').append(value));
        return text.toString();
    }
}
