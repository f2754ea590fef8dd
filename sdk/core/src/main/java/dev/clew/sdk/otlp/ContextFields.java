package dev.clew.sdk.otlp;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import java.util.ArrayList;
import java.util.List;

/** Identifiers, flags and trace state as OTLP writes them, read as OpenTelemetry's. */
final class ContextFields {
    /** In OTLP's {@code flags}: whether the parent, or the linked span, is known to be remote. The low eight bits are W3C's. */
    private static final int REMOTE = 1 << 9;

    private static final int TRACE_ID_BYTES = 16;
    private static final int SPAN_ID_BYTES = 8;
    private static final int MAX_TRACE_STATE_MEMBERS = 32;

    private ContextFields() {}

    static String traceId(ProtoReader in) {
        byte[] id = in.bytes();
        if (id.length != TRACE_ID_BYTES) {
            throw new MalformedOtlpException("trace_id must have 16 bytes: length=" + id.length);
        }
        return TraceId.fromBytes(id);
    }

    static String spanId(ProtoReader in) {
        byte[] id = in.bytes();
        if (id.length != SPAN_ID_BYTES) {
            throw new MalformedOtlpException("span_id must have 8 bytes: length=" + id.length);
        }
        return SpanId.fromBytes(id);
    }

    /** Like {@link #spanId}, but no bytes at all are the invalid id: a root says so in either way. */
    static String parentSpanId(ProtoReader in) {
        byte[] id = in.bytes();
        if (id.length != 0 && id.length != SPAN_ID_BYTES) {
            throw new MalformedOtlpException("parent_span_id must have 0 or 8 bytes: length=" + id.length);
        }
        return SpanId.fromBytes(id);
    }

    static TraceFlags traceFlags(int flags) {
        return TraceFlags.fromByte((byte) flags);
    }

    /** The context of a span elsewhere: remote when the flags say so. */
    static SpanContext referenced(String traceId, String spanId, int flags, TraceState traceState) {
        return (flags & REMOTE) != 0
                ? SpanContext.createFromRemoteParent(traceId, spanId, traceFlags(flags), traceState)
                : SpanContext.create(traceId, spanId, traceFlags(flags), traceState);
    }

    /** The trace state of a W3C {@code tracestate} list; empty when any part of it is not as W3C asks. */
    static TraceState traceState(String list) {
        if (list.isEmpty()) {
            return TraceState.getDefault();
        }
        List<String> members = new ArrayList<>();
        for (String member : list.split(",")) {
            if (!member.isBlank()) {
                members.add(member.strip());
            }
        }
        if (members.size() > MAX_TRACE_STATE_MEMBERS) {
            return TraceState.getDefault();
        }
        TraceStateBuilder builder = TraceState.builder();
        // The builder puts each new member in front.
        for (int i = members.size() - 1; i >= 0; i--) {
            String member = members.get(i);
            int equals = member.indexOf('=');
            if (equals < 0) {
                return TraceState.getDefault();
            }
            builder.put(member.substring(0, equals), member.substring(equals + 1));
        }
        // The builder leaves out what is not valid and keeps one of two with the same key: then it has fewer.
        TraceState traceState = builder.build();
        return traceState.size() == members.size() ? traceState : TraceState.getDefault();
    }
}
