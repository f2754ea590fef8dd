package dev.clew.sdk.trace;

import dev.clew.sdk.sampling.ParentState;
import dev.clew.sdk.sampling.SpanSampler;
import dev.clew.sdk.telemetry.Incidents;
import dev.clew.sdk.telemetry.Sideline;
import dev.clew.sdk.telemetry.SpanCounts;
import dev.clew.sdk.telemetry.SpanCounts.ParentOrigin;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
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
    // How a sampler learns that a root's trace id is random: there is no parent that could say it.
    private static final Span RANDOM_ROOT = Span.wrap(SpanContext.create(
            TraceId.getInvalid(),
            SpanId.getInvalid(),
            TraceFlags.fromByte(SpanIdentity.RANDOM),
            TraceState.getDefault()));

    private final Sampler sampler;
    private final SpanSampler asked;
    private final IdSource ids;
    private final SpanCounts counts;
    private final Incidents incidents;

    SpanStarter(Sampler sampler, IdSource ids, SpanCounts counts, Incidents incidents) {
        this.sampler = sampler;
        this.asked = SpanSampler.of(sampler);
        this.ids = ids;
        this.counts = counts;
        this.incidents = incidents;
    }

    Span start(ClewSpanBuilder builder, Context context) {
        Span parentSpan = Span.fromContextOrNull(context);
        SpanIdentity parent = parentSpan == null ? null : identity(parentSpan);
        long high;
        long low;
        byte flags;
        if (parent == null) {
            IdSource.NewTraceId traceId = ids.traceId();
            high = traceId.high();
            low = traceId.low();
            flags = ids.rootFlags();
        } else {
            high = parent.traceIdHigh;
            low = parent.traceIdLow;
            flags = (byte) (parent.flags & SpanIdentity.RANDOM);
        }
        Answer answer = ask(builder, parent, high, low);
        SamplingDecision decision = answer.decision();
        TraceState state = answer.traceState() == null ? parentState(parent) : answer.traceState();
        long spanId = ids.spanId();
        counts.started(origin(parent), decision);
        if (decision == SamplingDecision.DROP) {
            return new UnrecordedSpan(high, low, spanId, flags, state);
        }
        if (answer.attributes() != null) {
            builder.setAllAttributes(answer.attributes());
        }
        if (decision == SamplingDecision.RECORD_AND_SAMPLE) {
            flags |= SpanIdentity.SAMPLED;
        }
        return record(builder, new SpanIdentity(high, low, spanId, flags, state), parent, parentSpan);
    }

    private static RecordingSpan record(
            ClewSpanBuilder builder, SpanIdentity identity, @Nullable SpanIdentity parent, @Nullable Span parentSpan) {
        EpochClock clock = builder.tracer().provider().clock();
        RecordingSpan local = parentSpan instanceof RecordingSpan ours ? ours : null;
        EpochClock.Anchor anchor = local == null ? clock.anchor() : clock.anchor(local.anchor());
        long start = builder.startEpochNanos();
        if (start == 0) {
            start = anchor.now();
            if (local != null && start < local.startEpochNanos()) {
                // The wall was stepped back since an old parent started. By the parent's clock the child does not start
                // before it, and keeps its place among its siblings and its length.
                anchor = local.anchor();
                start = Math.max(anchor.now(), local.startEpochNanos());
            }
        }
        return new RecordingSpan(builder, identity, parent, anchor, start);
    }

    private static ParentOrigin origin(@Nullable SpanIdentity parent) {
        if (parent == null) {
            return ParentOrigin.NONE;
        }
        return parent.isRemote() ? ParentOrigin.REMOTE : ParentOrigin.LOCAL;
    }

    private @Nullable SpanIdentity identity(Span span) {
        if (span instanceof RecordingSpan ours) {
            return ours.identity();
        }
        if (span instanceof UnrecordedSpan ours) {
            return ours;
        }
        try {
            SpanContext context = span.getSpanContext();
            return context != null && context.isValid() ? SpanIdentity.of(context) : null;
        } catch (Throwable thrown) {
            incidents.report(
                    "a foreign span has no usable context, a new trace begins: "
                            + span.getClass().getName(),
                    thrown);
            return null;
        }
    }

    @SuppressWarnings("ReferenceEquality") // the usual answers are constants
    private Answer ask(ClewSpanBuilder builder, @Nullable SpanIdentity parent, long high, long low) {
        TraceState state = parentState(parent);
        try {
            ParentState said = parent == null ? ParentState.NONE : parent.asParent();
            SamplingResult result = asked.sample(said, state, high, low, builder);
            if (result == SamplingResult.recordAndSample()) {
                return Answer.SAMPLED;
            }
            if (result == SamplingResult.drop()) {
                return Answer.DROPPED;
            }
            if (result != null && result.getDecision() != null) {
                return new Answer(result.getDecision(), result.getAttributes(), result.getUpdatedTraceState(state));
            }
            incidents.report("sampler answered null: " + sampler.getClass().getName(), null);
        } catch (Throwable thrown) {
            incidents.report("sampler failed: " + sampler.getClass().getName(), thrown);
        }
        return parent == null || parent.isSampled() ? Answer.SAMPLED : Answer.DROPPED;
    }

    private static TraceState parentState(@Nullable SpanIdentity parent) {
        return parent == null ? TraceState.getDefault() : parent.traceState;
    }

    /** Asks as OpenTelemetry's contract has it. */
    SamplingResult ask(Sampler foreign, ClewSpanBuilder builder, Context context, long high, long low) {
        Span parent = Span.fromContextOrNull(context);
        boolean root = parent == null || identity(parent) == null;
        AttributeList attributes = builder.attributes();
        SpanDetails details = builder.details();
        return foreign.shouldSample(
                root && ids.rootFlags() == SpanIdentity.RANDOM ? context.with(RANDOM_ROOT) : context,
                TraceId.fromLongs(high, low),
                builder.name(),
                builder.kind(),
                attributes == null ? Attributes.empty() : attributes.toAttributes(),
                details == null ? List.of() : details.linkData());
    }

    /** Makes other ids from now on than a copy of this process does. */
    void reseed() {
        ids.reseed();
    }

    /** What the sampler says of itself, or its class. */
    String samplerDescription() {
        try {
            String description = sampler.getDescription();
            if (description != null) {
                return description;
            }
        } catch (Throwable thrown) {
            incidents.report(
                    "sampler failed to describe itself: " + sampler.getClass().getName(), thrown);
        }
        return sampler.getClass().getName();
    }

    /** Closes the sampler, on a thread of its own; the result says when, and succeeds whatever the sampler throws. */
    CompletableResultCode close() {
        String name = "sampler " + sampler.getClass().getName();
        return new Sideline("clew-sampler", name, incidents).call("close", () -> {
            try {
                asked.close();
            } catch (Throwable thrown) {
                incidents.report(name + " failed to close", thrown);
            }
            return CompletableResultCode.ofSuccess();
        });
    }

    /**
     * What the sampler said, read once: without a tracestate, the parent's stays.
     *
     * <p>The usual answers are constants. Made anew they would be objects: the JDK's compiler does not see through calls whose
     * types the other side has not resolved yet, and then the span builder is one, too (AllocationTest).
     */
    private record Answer(
            SamplingDecision decision,
            @Nullable Attributes attributes,
            @Nullable TraceState traceState) {
        static final Answer SAMPLED = new Answer(SamplingDecision.RECORD_AND_SAMPLE, null, null);
        static final Answer DROPPED = new Answer(SamplingDecision.DROP, null, null);
    }
}
