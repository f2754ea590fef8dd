package dev.clew.sdk.trace;

import static dev.clew.sdk.telemetry.SpanCounts.ParentOrigin.LOCAL;
import static dev.clew.sdk.telemetry.SpanCounts.ParentOrigin.NONE;
import static dev.clew.sdk.telemetry.SpanCounts.ParentOrigin.REMOTE;

import dev.clew.sdk.frame.OtlpWriter;
import dev.clew.sdk.frame.Stripes;
import dev.clew.sdk.frame.ThreadSlots;
import dev.clew.sdk.telemetry.DropReason;
import dev.clew.sdk.telemetry.Incidents;
import dev.clew.sdk.telemetry.SpanCounts;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import org.jspecify.annotations.Nullable;

/**
 * Starts and ends the spans of one tracer. With one of our samplers nothing is made before the decision.
 *
 * <p>From here a span goes through {@link SpanEncoder#encode}, and its frame to {@link Stripes#publish}. Threads: any. Allocates: the
 * span and its identity; for a foreign sampler, what its contract asks for. When full: the span is dropped and counted, and the
 * caller goes on.
 */
final class SpanLife {
    // How a sampler learns that a root's trace id is random: there is no parent that could say it.
    private static final Span RANDOM_ROOT = Span.wrap(SpanContext.create(
            TraceId.getInvalid(),
            SpanId.getInvalid(),
            TraceFlags.fromByte(SpanIdentity.RANDOM),
            TraceState.getDefault()));

    private final ClewTracer tracer;
    private final ClewTracerProvider provider;
    private final Processors processors;
    private final GuardedSampler sampler;
    private final IdSource ids;
    private final EpochClock clock;
    private final SpanCounts counts;
    private final Incidents incidents;
    private final Stripes stripes;
    private final ThreadSlots<SpanEncoder> encoders;

    SpanLife(ClewTracer tracer) {
        this.tracer = tracer;
        this.provider = tracer.provider();
        this.processors = provider.processors();
        SharedParts parts = provider.parts();
        this.sampler = parts.sampler();
        this.ids = parts.ids();
        this.clock = parts.clock();
        this.counts = parts.counts();
        this.incidents = parts.incidents();
        this.stripes = parts.stripes();
        this.encoders = parts.encoders();
    }

    /**
     * Starts a span.
     *
     * <p>Its parts come one by one, and not in the builder that gathered them; and the JDK's compiler takes this method for too
     * long to inline (more than 325 bytes), so that {@link ClewSpanBuilder#startSpan} stays short enough to be inlined. So the
     * builder does not leave the application's method, and once that is compiled there is no builder (AllocationTest).
     *
     * @param attributes become the span's own, as the details do
     */
    Span start(
            Context context,
            String name,
            SpanKind kind,
            @Nullable AttributeList attributes,
            @Nullable SpanDetails details) {
        SpanSeed seed = new SpanSeed(tracer, context, name, kind, attributes, details);
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
        GuardedSampler.Answer answer = sampler.ask(parent, high, low, seed);
        flags |= answer.flags();
        state = answer.traceStateOr(state);
        long spanId = ids.spanId();
        counts.started(parent == null ? NONE : parent.isRemote() ? REMOTE : LOCAL, answer.decision());
        if (answer.decision() == SamplingDecision.DROP) {
            return new UnrecordedSpan(high, low, spanId, flags, state);
        }
        RecordingSpan local = parentSpan instanceof RecordingSpan ours ? ours : null;
        EpochClock.Anchor anchor = local == null ? clock.anchor() : clock.anchor(local.anchor());
        long start = details == null ? 0 : details.startEpochNanos();
        if (start == 0) {
            start = anchor.now();
            if (local != null && start < local.startEpochNanos()) {
                // The wall was stepped back since an old parent started. By the parent's clock the child does not start
                // before it, and keeps its place among its siblings and its length.
                anchor = local.anchor();
                start = Math.max(anchor.now(), local.startEpochNanos());
            }
        }
        SpanIdentity identity = new SpanIdentity(high, low, spanId, flags, state);
        RecordingSpan span = new RecordingSpan(seed, identity, parent, anchor, start);
        return answer.attributes() == null ? span : span.setAllAttributes(answer.attributes());
    }

    /**
     * Ends a span: the first end counts.
     *
     * @param givenEpochNanos 0 for now
     */
    void end(RecordingSpan span, long givenEpochNanos) {
        // A clock too coarse for the span would give it no length, which viewers take for a mistake. It is read before
        // the lock: it may be foreign code.
        long end =
                givenEpochNanos != 0 ? givenEpochNanos : Math.max(span.anchor().now(), span.startEpochNanos() + 1);
        if (span.isEndingOrEnded() || !span.lock()) {
            Misuse.report("end ignored: the span was ended before, and the first end counts");
            return;
        }
        span.pinEnd(end);
        if (processors.wantEnding()) {
            span.unlockEnding();
            processors.onEnding(span);
            span.lock();
        }
        span.unlockEnded();
        if (span.discarded()) {
            provider.reportDiscards(span);
        }
        processors.onEnd(span);
        if (!span.identity().isSampled()) {
            counts.unsampledEnded();
        } else if (provider.isShutDown()) {
            counts.drops().add(DropReason.SHUTDOWN, 1);
        } else {
            publish(span);
        }
    }

    // A span with stack traces is left to the drain, which makes text of them, while there is room.
    private void publish(RecordingSpan span) {
        try {
            int flags = SpanEncoder.flags(span);
            if (LateSpan.canWait(span) && stripes.publishLate(new LateSpan(span, flags, incidents))) {
                return;
            }
            SpanEncoder free = encoders.take();
            SpanEncoder encoder = free != null ? free : new SpanEncoder(new OtlpWriter(SpanEncoder.SCRATCH_BYTES));
            encoder.encode(span);
            if (!stripes.publish(encoder.out(), flags)) {
                counts.drops().add(stripes.isClosed() ? DropReason.SHUTDOWN : DropReason.RING_FULL, 1);
            }
            if (encoder.isSmall()) {
                encoders.give(encoder);
            }
        } catch (Throwable failed) {
            counts.drops().add(DropReason.ENCODING_FAILED, 1);
            incidents.report(SpanEncoder.FAILED, failed);
        }
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

    /** The context as a foreign sampler is to see it: that of a root says whether the trace id is random. */
    Context contextFor(Context context) {
        Span parent = Span.fromContextOrNull(context);
        boolean root = parent == null || identity(parent) == null;
        return root && ids.rootFlags() == SpanIdentity.RANDOM ? context.with(RANDOM_ROOT) : context;
    }
}
