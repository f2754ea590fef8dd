package dev.clew.sdk.trace;

import dev.clew.sdk.sampling.ParentState;
import dev.clew.sdk.sampling.SpanCandidate;
import dev.clew.sdk.sampling.SpanSampler;
import dev.clew.sdk.telemetry.Incidents;
import dev.clew.sdk.telemetry.Sideline;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import org.jspecify.annotations.Nullable;

/**
 * The user's sampler. One that throws or answers null is reported, and the parent's decision stands; a root is sampled.
 *
 * <p>Threads: any. Allocates: nothing for one of our samplers whose answer is yes or no.
 */
final class GuardedSampler {
    private final Sampler sampler;
    private final SpanSampler asked;
    private final Incidents incidents;

    GuardedSampler(Sampler sampler, Incidents incidents) {
        this.sampler = sampler;
        this.asked = SpanSampler.of(sampler);
        this.incidents = incidents;
    }

    @SuppressWarnings("ReferenceEquality") // the usual answers are constants
    Answer ask(@Nullable SpanIdentity parent, long traceIdHigh, long traceIdLow, SpanCandidate span) {
        TraceState state = parent == null ? TraceState.getDefault() : parent.traceState;
        try {
            ParentState said = parent == null ? ParentState.NONE : parent.asParent();
            SamplingResult result = asked.sample(said, state, traceIdHigh, traceIdLow, span);
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

    /** What the sampler says of itself, or its class. */
    String description() {
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
     * types the other side has not resolved yet (AllocationTest).
     */
    record Answer(
            SamplingDecision decision,
            @Nullable Attributes attributes,
            @Nullable TraceState traceState) {
        static final Answer SAMPLED = new Answer(SamplingDecision.RECORD_AND_SAMPLE, null, null);
        static final Answer DROPPED = new Answer(SamplingDecision.DROP, null, null);

        /** What the decision adds to a span's flags. */
        byte flags() {
            return decision == SamplingDecision.RECORD_AND_SAMPLE ? SpanIdentity.SAMPLED : 0;
        }

        TraceState traceStateOr(TraceState ofParent) {
            return traceState == null ? ofParent : traceState;
        }
    }
}
