package dev.clew.sdk.otlp;

import static dev.clew.sdk.otlp.ProtoReader.END;
import static dev.clew.sdk.otlp.ProtoReader.FIXED32;
import static dev.clew.sdk.otlp.ProtoReader.FIXED64;
import static dev.clew.sdk.otlp.ProtoReader.LENGTH_DELIMITED;
import static dev.clew.sdk.otlp.ProtoReader.VARINT;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.List;

/** The fields of one {@code opentelemetry.proto.trace.v1.Span}, as far as they have been read. */
final class SpanMessage {
    private static final int TRACE_ID = 1 << 3 | LENGTH_DELIMITED;
    private static final int SPAN_ID = 2 << 3 | LENGTH_DELIMITED;
    private static final int TRACE_STATE = 3 << 3 | LENGTH_DELIMITED;
    private static final int PARENT_SPAN_ID = 4 << 3 | LENGTH_DELIMITED;
    private static final int NAME = 5 << 3 | LENGTH_DELIMITED;
    private static final int KIND = 6 << 3 | VARINT;
    private static final int START = 7 << 3 | FIXED64;
    private static final int FINISH = 8 << 3 | FIXED64;
    private static final int ATTRIBUTES = 9 << 3 | LENGTH_DELIMITED;
    private static final int DROPPED_ATTRIBUTES = 10 << 3 | VARINT;
    private static final int EVENTS = 11 << 3 | LENGTH_DELIMITED;
    private static final int DROPPED_EVENTS = 12 << 3 | VARINT;
    private static final int LINKS = 13 << 3 | LENGTH_DELIMITED;
    private static final int DROPPED_LINKS = 14 << 3 | VARINT;
    private static final int STATUS = 15 << 3 | LENGTH_DELIMITED;
    private static final int FLAGS = 16 << 3 | FIXED32;

    private static final int STATUS_MESSAGE = 2 << 3 | LENGTH_DELIMITED;
    private static final int STATUS_CODE = 3 << 3 | VARINT;

    /** OTLP's numbers for kinds start at 1. */
    private static final SpanKind[] KINDS = {
        SpanKind.INTERNAL, SpanKind.SERVER, SpanKind.CLIENT, SpanKind.PRODUCER, SpanKind.CONSUMER
    };

    private static final StatusCode[] STATUS_CODES = {StatusCode.UNSET, StatusCode.OK, StatusCode.ERROR};

    private final ContextMessage ids = new ContextMessage();
    private long droppedEvents;
    private long droppedLinks;

    final AttributesMessage attributes = new AttributesMessage();
    final List<EventData> events = new ArrayList<>(0);
    final List<LinkData> links = new ArrayList<>(0);
    String name = "";
    SpanKind kind = SpanKind.INTERNAL;
    StatusData status = StatusData.unset();
    long startEpochNanos;
    long endEpochNanos;

    static SpanMessage read(ProtoReader in) {
        SpanMessage span = new SpanMessage();
        for (int tag = in.nextTag(); tag != END; tag = in.nextTag()) {
            switch (tag) {
                case NAME -> span.name = in.string();
                case KIND -> span.kind = kind(in.varint());
                case START -> span.startEpochNanos = in.fixed64();
                case FINISH -> span.endEpochNanos = in.fixed64();
                case ATTRIBUTES -> span.attributes.add(in);
                case DROPPED_ATTRIBUTES -> span.attributes.setDropped(in.varint());
                case EVENTS -> span.events.add(EventMessage.read(in.message()));
                case DROPPED_EVENTS -> span.droppedEvents = in.varint();
                case LINKS -> span.links.add(LinkMessage.read(in.message()));
                case DROPPED_LINKS -> span.droppedLinks = in.varint();
                case STATUS -> span.status = status(in.message());
                default -> span.ids.read(tag, in);
            }
        }
        if (span.ids.traceId.isEmpty() || span.ids.spanId.isEmpty()) {
            throw new MalformedOtlpException("a span must have a trace_id and a span_id");
        }
        return span;
    }

    SpanContext context() {
        return SpanContext.create(ids.traceId, ids.spanId, ContextFields.traceFlags(ids.flags), ids.traceState);
    }

    /** The parent's context as far as OTLP carries it: not its trace state, and the span's own W3C flags for the parent's. */
    SpanContext parentContext() {
        return SpanId.isValid(ids.parentSpanId)
                ? ContextFields.referenced(ids.traceId, ids.parentSpanId, ids.flags, TraceState.getDefault())
                : SpanContext.getInvalid();
    }

    int totalEvents() {
        return AttributesMessage.total(events.size(), droppedEvents);
    }

    int totalLinks() {
        return AttributesMessage.total(links.size(), droppedLinks);
    }

    private static SpanKind kind(long number) {
        return number >= 1 && number <= KINDS.length ? KINDS[(int) number - 1] : SpanKind.INTERNAL;
    }

    private static StatusData status(ProtoReader in) {
        String description = "";
        StatusCode code = StatusCode.UNSET;
        for (int tag = in.nextTag(); tag != END; tag = in.nextTag()) {
            switch (tag) {
                case STATUS_MESSAGE -> description = in.string();
                case STATUS_CODE -> {
                    long number = in.varint();
                    code = number >= 0 && number < STATUS_CODES.length ? STATUS_CODES[(int) number] : StatusCode.UNSET;
                }
                default -> in.skip(tag);
            }
        }
        return StatusData.create(code, description);
    }

    /** Those fields that say which span it is. */
    private static final class ContextMessage {
        private String traceId = "";
        private String spanId = "";
        private String parentSpanId = SpanId.getInvalid();
        private TraceState traceState = TraceState.getDefault();
        private int flags;

        void read(int tag, ProtoReader in) {
            switch (tag) {
                case TRACE_ID -> traceId = ContextFields.traceId(in);
                case SPAN_ID -> spanId = ContextFields.spanId(in);
                case PARENT_SPAN_ID -> parentSpanId = ContextFields.parentSpanId(in);
                case TRACE_STATE -> traceState = ContextFields.traceState(in.string());
                case FLAGS -> flags = in.fixed32();
                default -> in.skip(tag);
            }
        }
    }

    /** The fields of one {@code Span.Event}. */
    private static final class EventMessage {
        private static final int TIME = 1 << 3 | FIXED64;
        private static final int NAME = 2 << 3 | LENGTH_DELIMITED;
        private static final int ATTRIBUTES = 3 << 3 | LENGTH_DELIMITED;
        private static final int DROPPED_ATTRIBUTES = 4 << 3 | VARINT;

        static EventData read(ProtoReader in) {
            long epochNanos = 0;
            String name = "";
            AttributesMessage message = new AttributesMessage();
            for (int tag = in.nextTag(); tag != END; tag = in.nextTag()) {
                switch (tag) {
                    case TIME -> epochNanos = in.fixed64();
                    case NAME -> name = in.string();
                    case ATTRIBUTES -> message.add(in);
                    case DROPPED_ATTRIBUTES -> message.setDropped(in.varint());
                    default -> in.skip(tag);
                }
            }
            Attributes attributes = message.build();
            return EventData.create(epochNanos, name, attributes, message.total(attributes));
        }
    }

    /** The fields of one {@code Span.Link}. */
    private static final class LinkMessage {
        private static final int TRACE_ID = 1 << 3 | LENGTH_DELIMITED;
        private static final int SPAN_ID = 2 << 3 | LENGTH_DELIMITED;
        private static final int TRACE_STATE = 3 << 3 | LENGTH_DELIMITED;
        private static final int ATTRIBUTES = 4 << 3 | LENGTH_DELIMITED;
        private static final int DROPPED_ATTRIBUTES = 5 << 3 | VARINT;
        private static final int FLAGS = 6 << 3 | FIXED32;

        static LinkData read(ProtoReader in) {
            String traceId = "";
            String spanId = "";
            TraceState traceState = TraceState.getDefault();
            int flags = 0;
            AttributesMessage message = new AttributesMessage();
            for (int tag = in.nextTag(); tag != END; tag = in.nextTag()) {
                switch (tag) {
                    case TRACE_ID -> traceId = ContextFields.traceId(in);
                    case SPAN_ID -> spanId = ContextFields.spanId(in);
                    case TRACE_STATE -> traceState = ContextFields.traceState(in.string());
                    case ATTRIBUTES -> message.add(in);
                    case DROPPED_ATTRIBUTES -> message.setDropped(in.varint());
                    case FLAGS -> flags = in.fixed32();
                    default -> in.skip(tag);
                }
            }
            if (traceId.isEmpty() || spanId.isEmpty()) {
                throw new MalformedOtlpException("a link must have a trace_id and a span_id");
            }
            SpanContext context = ContextFields.referenced(traceId, spanId, flags, traceState);
            Attributes attributes = message.build();
            return LinkData.create(context, attributes, message.total(attributes));
        }
    }
}
