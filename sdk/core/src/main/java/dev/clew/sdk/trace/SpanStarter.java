package dev.clew.sdk.trace;

import dev.clew.sdk.sampling.IdSampler;
import dev.clew.sdk.sampling.ParentState;
import dev.clew.sdk.telemetry.Incidents;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.internal.OtelEncodingUtils;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the parent, asks the sampler and makes the span. With one of our samplers nothing is made before the decision.
 *
 * <p>Threads: any. Allocates: the span and its identity; for a foreign sampler, what its contract asks for. A foreign sampler
 * that throws or answers null is reported, and the parent's decision stands; a root is sampled.
 */
final class SpanStarter {
    private final Sampler sampler;
    private final @Nullable IdSampler byId;
    private final IdSource ids;
    private final Incidents incidents;

    SpanStarter(Sampler sampler, IdSource ids, Incidents incidents) {
        this.sampler = sampler;
        this.byId = sampler instanceof IdSampler known ? known : null;
        this.ids = ids;
        this.incidents = incidents;
    }

    Span start(ClewSpanBuilder builder, Context context) {
        Span parentSpan = Span.fromContextOrNull(context);
        SpanIdentity parent = parentSpan == null ? null : identity(parentSpan);
        long high;
        long low;
        byte flags;
        TraceState state;
        if (parent == null) {
            IdSource.NewTraceId traceId = ids.traceId();
            high = traceId.high();
            low = traceId.low();
            flags = ids.rootFlags();
            state = TraceState.getDefault();
        } else {
            high = parent.traceIdHigh;
            low = parent.traceIdLow;
            flags = (byte) (parent.flags & SpanIdentity.RANDOM);
            state = parent.traceState;
        }
        SamplingDecision decision;
        if (byId != null) {
            decision = byId.decide(parent == null ? ParentState.NONE : parent.asParent(), low);
        } else {
            SamplingResult result = ask(builder, context, high, low);
            decision = result == null ? fallback(parent) : result.getDecision();
            if (result != null) {
                state = result.getUpdatedTraceState(state);
                if (decision != SamplingDecision.DROP) {
                    builder.addFromSampler(result.getAttributes());
                }
            }
        }
        long spanId = ids.spanId();
        if (decision == SamplingDecision.DROP) {
            return new UnrecordedSpan(high, low, spanId, flags, state);
        }
        if (decision == SamplingDecision.RECORD_AND_SAMPLE) {
            flags |= SpanIdentity.SAMPLED;
        }
        return record(builder, new SpanIdentity(high, low, spanId, flags, state), parent, parentSpan);
    }

    private static RecordingSpan record(
            ClewSpanBuilder builder, SpanIdentity identity, @Nullable SpanIdentity parent, @Nullable Span parentSpan) {
        EpochClock.Anchor anchor = builder.tracer().provider().clock().anchor();
        long start = builder.startEpochNanos();
        if (start == 0) {
            start = anchor.now();
            if (parentSpan instanceof RecordingSpan local) {
                // The wall may have been stepped back since the parent started: a child never starts before its parent.
                start = Math.max(start, local.startEpochNanos());
            }
        }
        return new RecordingSpan(builder, identity, parent, anchor, start);
    }

    private static @Nullable SpanIdentity identity(Span span) {
        if (span instanceof RecordingSpan ours) {
            return ours.identity();
        }
        if (span instanceof UnrecordedSpan ours) {
            return ours;
        }
        SpanContext context = span.getSpanContext();
        return context.isValid() ? SpanIdentity.of(context) : null;
    }

    private @Nullable SamplingResult ask(ClewSpanBuilder builder, Context context, long high, long low) {
        AttributeList attributes = builder.attributes();
        SpanDetails details = builder.details();
        List<LinkData> links = details == null ? List.of() : details.linkData();
        char[] traceId = new char[32];
        OtelEncodingUtils.longToBase16String(high, traceId, 0);
        OtelEncodingUtils.longToBase16String(low, traceId, 16);
        try {
            SamplingResult result = sampler.shouldSample(
                    context,
                    new String(traceId),
                    builder.name(),
                    builder.kind(),
                    attributes == null ? Attributes.empty() : attributes.toAttributes(),
                    links);
            if (result != null && result.getDecision() != null) {
                return result;
            }
            incidents.report("sampler answered null: " + sampler.getClass().getName(), null);
        } catch (Throwable thrown) {
            incidents.report("sampler failed: " + sampler.getClass().getName(), thrown);
        }
        return null;
    }

    private static SamplingDecision fallback(@Nullable SpanIdentity parent) {
        return parent == null || parent.isSampled() ? SamplingDecision.RECORD_AND_SAMPLE : SamplingDecision.DROP;
    }

    void close() {
        try {
            sampler.close();
        } catch (Throwable thrown) {
            incidents.report("sampler failed to close: " + sampler.getClass().getName(), thrown);
        }
    }
}
