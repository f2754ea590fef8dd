package dev.clew.sdk.otlp;

import dev.clew.sdk.frame.AttributeWriter;
import dev.clew.sdk.frame.OtlpWriter;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;

/**
 * Writes any {@link SpanData} as an OTLP {@code Span} message, which {@link OtlpSpanReader} reads back. Clew's own spans are
 * encoded as they end; this is for those that foreign code has had in its hands since.
 */
public final class OtlpSpanWriter {
    private static final int HAS_IS_REMOTE = 1 << 8;
    private static final int IS_REMOTE = 1 << 9;

    private final OtlpWriter out = new OtlpWriter(512);
    private final AttributeWriter attributes = new AttributeWriter(out);

    private OtlpSpanWriter() {}

    /** The message's bytes. Threads: any. */
    public static byte[] write(SpanData span) {
        OtlpSpanWriter writer = new OtlpSpanWriter();
        writer.writeSpan(span);
        return writer.out.toByteArray();
    }

    private void writeSpan(SpanData span) {
        SpanContext context = span.getSpanContext();
        SpanContext parent = span.getParentSpanContext();
        out.writeBytes(0x0A, context.getTraceIdBytes()); // trace_id = 1
        out.writeBytes(0x12, context.getSpanIdBytes()); // span_id = 2
        writeTraceState(0x1A, context.getTraceState()); // trace_state = 3
        if (parent.isValid()) {
            out.writeBytes(0x22, parent.getSpanIdBytes()); // parent_span_id = 4
        }
        out.writeString(0x2A, span.getName()); // name = 5
        out.writeVarint(0x30, kind(span.getKind())); // kind = 6
        out.writeFixed64(0x39, span.getStartEpochNanos()); // start_time_unix_nano = 7
        out.writeFixed64(0x41, span.getEndEpochNanos()); // end_time_unix_nano = 8
        attributes.writeAll(0x4A, span.getAttributes()); // attributes = 9
        writeDropped(0x50, span.getTotalAttributeCount(), span.getAttributes().size()); // dropped_attributes_count = 10
        span.getEvents().forEach(this::writeEvent);
        writeDropped(0x60, span.getTotalRecordedEvents(), span.getEvents().size()); // dropped_events_count = 12
        span.getLinks().forEach(this::writeLink);
        writeDropped(0x70, span.getTotalRecordedLinks(), span.getLinks().size()); // dropped_links_count = 14
        writeStatus(span.getStatus());
        out.ensure(2 + Integer.BYTES);
        out.putByte(0x85); // flags = 16, in two bytes
        out.putByte(0x01);
        out.putFixed32(flags(context, parent.isRemote()));
    }

    private void writeEvent(EventData event) {
        int mark = out.beginMessage(0x5A); // events = 11
        out.writeFixed64(0x09, event.getEpochNanos()); // time_unix_nano = 1
        out.writeString(0x12, event.getName()); // name = 2
        attributes.writeAll(0x1A, event.getAttributes()); // attributes = 3
        writeDropped(0x20, event.getTotalAttributeCount(), event.getAttributes().size()); // dropped = 4
        out.endMessage(mark);
    }

    private void writeLink(LinkData link) {
        SpanContext context = link.getSpanContext();
        int mark = out.beginMessage(0x6A); // links = 13
        out.writeBytes(0x0A, context.getTraceIdBytes()); // trace_id = 1
        out.writeBytes(0x12, context.getSpanIdBytes()); // span_id = 2
        writeTraceState(0x1A, context.getTraceState()); // trace_state = 3
        attributes.writeAll(0x22, link.getAttributes()); // attributes = 4
        writeDropped(0x28, link.getTotalAttributeCount(), link.getAttributes().size()); // dropped = 5
        out.ensure(1 + Integer.BYTES);
        out.putByte(0x35); // flags = 6
        out.putFixed32(flags(context, context.isRemote()));
        out.endMessage(mark);
    }

    private void writeStatus(StatusData status) {
        if (status.equals(StatusData.unset())) {
            return;
        }
        int code = switch (status.getStatusCode()) {
            case UNSET -> 0;
            case OK -> 1;
            case ERROR -> 2;
        };
        int mark = out.beginMessage(0x7A); // status = 15
        if (!status.getDescription().isEmpty()) {
            out.writeString(0x12, status.getDescription()); // message = 2
        }
        out.writeCount(0x18, code); // code = 3
        out.endMessage(mark);
    }

    private void writeDropped(int tag, int total, int kept) {
        out.writeCount(tag, Math.max(0, total - kept));
    }

    private void writeTraceState(int tag, TraceState state) {
        if (!state.isEmpty()) {
            StringBuilder text = new StringBuilder();
            state.forEach((key, value) -> text.append(text.isEmpty() ? "" : ",")
                    .append(key)
                    .append('=')
                    .append(value));
            out.writeString(tag, text.toString());
        }
    }

    private static int kind(SpanKind kind) {
        return switch (kind) {
            case INTERNAL -> 1;
            case SERVER -> 2;
            case CLIENT -> 3;
            case PRODUCER -> 4;
            case CONSUMER -> 5;
        };
    }

    private static int flags(SpanContext context, boolean remote) {
        return (context.getTraceFlags().asByte() & 0xFF) | HAS_IS_REMOTE | (remote ? IS_REMOTE : 0);
    }
}
