package dev.clew.sdk.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.sampling.ParentState;
import dev.clew.sdk.sampling.Samplers;
import dev.clew.sdk.sampling.SpanCandidate;
import dev.clew.sdk.sampling.SpanSampler;
import dev.clew.sdk.telemetry.LogLines;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Parents, flags, decisions, times and ids. */
class SpanStartTest {
    private static final AttributeKey<String> KEY = AttributeKey.stringKey("key");
    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
    private static final TraceState STATE =
            TraceState.builder().put("vendor", "1").build();

    private final SpanLab lab = new SpanLab();

    private static SpanContext remote(int flags) {
        return SpanContext.createFromRemoteParent(
                TRACE_ID, "b7ad6b7169203331", TraceFlags.fromByte((byte) flags), STATE);
    }

    private SpanData ended(SpanBuilder builder) {
        builder.startSpan().end();
        return lab.ended.get(lab.ended.size() - 1);
    }

    @Test
    void parent_isTheCurrentSpanUnlessSaidOtherwise() {
        Span current = lab.started("current");
        try (Scope ignored = current.makeCurrent()) {
            assertThat(ended(lab.tracer().spanBuilder("a")).getParentSpanContext())
                    .isEqualTo(current.getSpanContext());
            assertThat(ended(lab.span("b")).getParentSpanContext()).isEqualTo(SpanContext.getInvalid());
        }
    }

    @Test
    void parent_lastOfSetParentAndSetNoParentWins() {
        Context context = SpanLab.contextOf(lab.started("parent"));

        assertThat(ended(lab.tracer().spanBuilder("a").setParent(context).setNoParent())
                        .getParentSpanId())
                .isEqualTo("0000000000000000");
        assertThat(ended(lab.tracer().spanBuilder("b").setNoParent().setParent(context))
                        .getParentSpanContext())
                .isEqualTo(Span.fromContext(context).getSpanContext());
    }

    @Test
    void parent_invalidMakesARoot() {
        SpanData span = ended(lab.tracer().spanBuilder("a").setParent(SpanLab.contextOf(Span.getInvalid())));

        assertThat(span.getSpanContext().isValid()).isTrue();
        assertThat(span.getParentSpanContext()).isEqualTo(SpanContext.getInvalid());
    }

    @Test
    void parent_remoteIsKeptInFullAndPassesItsTracestateOn() {
        SpanData span = ended(lab.tracer().spanBuilder("a").setParent(SpanLab.contextOf(Span.wrap(remote(1)))));

        assertThat(span.getParentSpanContext()).isEqualTo(remote(1));
        assertThat(span.getTraceId()).isEqualTo(TRACE_ID);
        assertThat(span.getSpanContext().getTraceState()).isEqualTo(STATE);
        assertThat(span.getSpanContext().isRemote()).isFalse();
    }

    @Test
    void flags_ofAChildAreSampledAndRandomOnly() {
        SpanData span = ended(lab.tracer().spanBuilder("a").setParent(SpanLab.contextOf(Span.wrap(remote(0xFF)))));

        assertThat(span.getSpanContext().getTraceFlags().asByte()).isEqualTo((byte) 3);
    }

    @Test
    void flags_ofARootSayRandomWhenItsIdIs() {
        assertThat(ended(lab.span("a")).getSpanContext().getTraceFlags().asByte())
                .isEqualTo((byte) 3);

        SpanLab counting = new SpanLab().with(new CountingIds(false));
        counting.span("a").startSpan().end();
        assertThat(counting.onlyEnded().getSpanContext().getTraceFlags().asByte())
                .isEqualTo((byte) 1);
    }

    @Test
    void drop_givesAnIdentityThatChildrenFollow() {
        Span parent = lab.tracer()
                .spanBuilder("a")
                .setParent(SpanLab.contextOf(Span.wrap(remote(0))))
                .startSpan();
        Span child = lab.tracer()
                .spanBuilder("b")
                .setParent(SpanLab.contextOf(parent))
                .startSpan();

        assertThat(List.of(parent, child)).noneMatch(Span::isRecording);
        assertThat(parent.getSpanContext().getSpanId()).isNotEqualTo(remote(0).getSpanId());
        assertThat(child.getSpanContext().isValid()).isTrue();
        assertThat(child.getSpanContext().getTraceId()).isEqualTo(TRACE_ID);
        assertThat(child.getSpanContext().getTraceState()).isEqualTo(STATE);
    }

    @Test
    void recordOnly_isSeenByProcessorsAndNotSampledNorPublished() {
        SpanLab recording = new SpanLab().with(answering(SamplingResult.create(SamplingDecision.RECORD_ONLY)));

        recording.span("a").startSpan().end();

        assertThat(recording.onlyEnded().getSpanContext().isSampled()).isFalse();
        assertThat(recording.drain.doWork()).isZero();
    }

    @Test
    void sampler_attributesWinAndItsTracestateIsTaken() {
        SamplingResult result = new SamplingResult() {
            @Override
            public SamplingDecision getDecision() {
                return SamplingDecision.RECORD_AND_SAMPLE;
            }

            @Override
            public Attributes getAttributes() {
                return Attributes.of(KEY, "sampler");
            }

            @Override
            public TraceState getUpdatedTraceState(TraceState parentTraceState) {
                return STATE;
            }
        };
        SpanLab sampled = new SpanLab().with(answering(result));

        sampled.span("a").setAttribute(KEY, "builder").startSpan().end();

        assertThat(sampled.onlyEnded().getAttributes()).isEqualTo(Attributes.of(KEY, "sampler"));
        assertThat(sampled.onlyEnded().getSpanContext().getTraceState()).isEqualTo(STATE);
    }

    @Test
    void sampler_seesOfARootWhetherItsIdIsRandom() {
        List<Integer> seen = new ArrayList<>();
        Sampler looking = answering(
                SamplingResult.drop(),
                context -> seen.add((int) Span.fromContext(context)
                        .getSpanContext()
                        .getTraceFlags()
                        .asByte()));

        new SpanLab().with(looking).span("random").startSpan();
        new SpanLab().with(looking).with(new CountingIds(false)).span("counted").startSpan();
        new SpanLab()
                .with(looking)
                .tracer()
                .spanBuilder("child")
                .setParent(SpanLab.contextOf(Span.wrap(remote(3))))
                .startSpan();

        assertThat(seen).containsExactly(2, 0, 3);
    }

    @Test
    void parent_thatHasNoUsableContextIsNone() {
        for (SpanContext broken : new SpanContext[] {null, new BrokenContext()}) {
            try (LogLines ignored = LogLines.of("dev.clew")) {
                Span span = lab.tracer()
                        .spanBuilder("a")
                        .setParent(SpanLab.contextOf(new ForeignSpan(broken)))
                        .startSpan();

                assertThat(span.getSpanContext().isValid()).isTrue();
                assertThat(((ReadableSpan) span).getParentSpanContext()).isEqualTo(SpanContext.getInvalid());
            }
        }
    }

    @Test
    void sampler_thatThrowsOrAnswersNullLeavesTheDecisionToTheParent() {
        SamplingResult half = new SamplingResult() {
            @Override
            public SamplingDecision getDecision() {
                return SamplingDecision.RECORD_AND_SAMPLE;
            }

            @Override
            public Attributes getAttributes() {
                throw new IllegalStateException("attributes");
            }
        };
        SpanSampler broken = new BrokenSpanSampler();
        for (Sampler sampler : List.of(answering(null), answering(half), broken)) {
            SpanLab trusting = new SpanLab().with(sampler);

            assertThat(trusting.span("a").startSpan().isRecording()).isTrue();
            assertThat(trusting.span("b")
                            .setParent(SpanLab.contextOf(Span.wrap(remote(0))))
                            .startSpan()
                            .isRecording())
                    .isFalse();
        }
    }

    @Test
    void idGenerator_thatThrowsOrAnswersNonsenseIsReplacedByRandomIds() {
        for (String nonsense : new String[] {null, "", "zz", "0000000000000000", "00000000000000000000000000000000"}) {
            SpanLab unlucky = new SpanLab().with(new FixedIds(nonsense));
            unlucky.span("a").startSpan().end();
            assertThat(unlucky.onlyEnded().getSpanContext().isValid()).isTrue();
        }
        SpanLab throwing = new SpanLab().with(new ThrowingIds());

        throwing.span("a").startSpan().end();

        assertThat(throwing.onlyEnded().getSpanContext().isValid()).isTrue();
        assertThat(throwing.onlyEnded().getSpanContext().getTraceFlags().asByte())
                .isEqualTo((byte) 1);
    }

    @Test
    void startTimestamp_isTakenUnlessItIsNoTime() {
        Instant instant = Instant.ofEpochSecond(1_600_000_000, 7);

        assertThat(ended(lab.span("a").setStartTimestamp(instant)).getStartEpochNanos())
                .isEqualTo(1_600_000_000_000_000_007L);
        assertThat(ended(lab.span("b").setStartTimestamp(5, TimeUnit.SECONDS)).getStartEpochNanos())
                .isEqualTo(5_000_000_000L);
        for (SpanBuilder ignoring : List.of(
                lab.span("c").setStartTimestamp(-1, TimeUnit.SECONDS),
                lab.span("d").setStartTimestamp(1, null),
                lab.span("e").setStartTimestamp(0, TimeUnit.SECONDS))) {
            assertThat(ended(ignoring).getStartEpochNanos()).isEqualTo(lab.clock.now());
        }
    }

    @Test
    void builder_usedAgainDoesNotTouchTheSpanItStarted() {
        SpanBuilder builder = lab.span("a").setAttribute(KEY, "first").addLink(remote(1));
        Span first = builder.startSpan();
        builder.setAttribute(KEY, "second").addLink(remote(1)).setSpanKind(SpanKind.CLIENT);
        Span second = builder.startSpan();
        first.end();
        second.end();

        assertThat(lab.ended).extracting(SpanData::getKind).containsExactly(SpanKind.INTERNAL, SpanKind.CLIENT);
        assertThat(lab.ended).extracting(span -> span.getAttributes().get(KEY)).containsExactly("first", "second");
        assertThat(lab.ended).extracting(SpanData::getTotalRecordedLinks).containsExactly(1, 1);
    }

    private static Sampler answering(@Nullable SamplingResult result) {
        return answering(result, context -> {});
    }

    private static Sampler answering(@Nullable SamplingResult result, Consumer<Context> asked) {
        return new Sampler() {
            @Override
            @SuppressWarnings("NullAway") // what some samplers do
            public SamplingResult shouldSample(
                    Context parentContext,
                    String traceId,
                    String name,
                    SpanKind spanKind,
                    Attributes attributes,
                    List<LinkData> parentLinks) {
                asked.accept(parentContext);
                return result;
            }

            @Override
            public String getDescription() {
                return "answering";
            }
        };
    }

    private static final class BrokenSpanSampler implements SpanSampler {
        @Override
        public SamplingResult sample(
                ParentState parent,
                TraceState parentTraceState,
                long traceIdHigh,
                long traceIdLow,
                SpanCandidate span) {
            throw new IllegalStateException(Samplers.alwaysOn().getDescription());
        }

        @Override
        public String getDescription() {
            return "broken";
        }
    }

    private static final class ThrowingIds implements IdGenerator {
        @Override
        public String generateSpanId() {
            throw new IllegalStateException("span id");
        }

        @Override
        public String generateTraceId() {
            throw new IllegalStateException("trace id");
        }

        @Override
        public boolean generatesRandomTraceIds() {
            throw new IllegalStateException("random");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("not even this");
        }
    }

    private record FixedIds(@Nullable String id) implements IdGenerator {
        @Override
        @SuppressWarnings("NullAway") // what a generator must not do
        public String generateSpanId() {
            return id;
        }

        @Override
        @SuppressWarnings("NullAway") // what a generator must not do
        public String generateTraceId() {
            return id;
        }
    }

    /** Says that it is valid, and is not. */
    private static final class BrokenContext implements SpanContext {
        @Override
        public String getTraceId() {
            return "no id";
        }

        @Override
        public String getSpanId() {
            return "none either";
        }

        @Override
        public boolean isValid() {
            return true;
        }

        @Override
        public TraceFlags getTraceFlags() {
            return TraceFlags.getDefault();
        }

        @Override
        public TraceState getTraceState() {
            return TraceState.getDefault();
        }

        @Override
        public boolean isRemote() {
            return false;
        }
    }
}
