package dev.clew.sdk.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.clew.sdk.telemetry.Allocation;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleSamplerTest {
    private static SpanSampler only(SpanCondition condition) {
        return Samplers.rules().add(condition, Samplers.alwaysOn()).build(Samplers.alwaysOff());
    }

    /** Notes that it is closed, and fails at it. */
    private record Stuck(String name, List<String> closed) implements SpanSampler {
        @Override
        public SamplingResult sample(
                ParentState parent,
                TraceState parentTraceState,
                long traceIdHigh,
                long traceIdLow,
                SpanCandidate span) {
            return SamplingResult.drop();
        }

        @Override
        public String getDescription() {
            return name;
        }

        @Override
        public void close() {
            closed.add(name);
            throw new IllegalStateException(name);
        }
    }

    @Test
    void close_closesEverySamplerThoughOthersFail_andThrowsTheFirstFailure() {
        List<String> closed = new ArrayList<>();
        SpanSampler sampler = Samplers.rules()
                .add(SpanCondition.name("a"), new Stuck("first", closed))
                .add(SpanCondition.name("b"), new Stuck("second", closed))
                .build(new Stuck("otherwise", closed));

        assertThatIllegalStateException().isThrownBy(sampler::close).withMessage("first");
        assertThat(closed).containsExactly("first", "second", "otherwise");
    }

    @Test
    void rule_withoutAConditionOrWithAnEmptyOneIsRefusedWhenItIsMade() {
        RuleSamplerBuilder rules = Samplers.rules();
        assertThatNullPointerException().isThrownBy(() -> addNull(rules)).withMessage("condition");
        assertThatIllegalArgumentException().isThrownBy(SpanCondition::kind).withMessage("a condition needs a value");
        assertThatIllegalArgumentException().isThrownBy(SpanCondition::parent).withMessage("a condition needs a value");
    }

    @SuppressWarnings("NullAway") // what a careless caller does
    private static void addNull(RuleSamplerBuilder rules) {
        rules.add(null, Samplers.alwaysOn());
    }

    @Test
    void rule_maySayAKindOrAParentTwice() {
        assertThat(FakeSpan.PLAIN
                        .of(SpanKind.SERVER)
                        .isSampled(only(SpanCondition.kind(SpanKind.SERVER, SpanKind.SERVER))))
                .isTrue();
        assertThat(SpanCondition.parent(ParentState.NONE, ParentState.NONE)).hasToString("parent=NONE");
    }

    @Test
    void rule_byNameMatchesAnyOfItsPatterns() {
        SpanSampler sampler = only(SpanCondition.name("GET /health*", "ping"));

        assertThat(FakeSpan.named("GET /healthz").isSampled(sampler)).isTrue();
        assertThat(FakeSpan.named("ping").isSampled(sampler)).isTrue();
        assertThat(FakeSpan.named("GET /orders").isSampled(sampler)).isFalse();
    }

    @Test
    void rule_byKindScopeAndParentMatchesThese() {
        assertThat(FakeSpan.PLAIN.of(SpanKind.SERVER).isSampled(only(SpanCondition.kind(SpanKind.SERVER))))
                .isTrue();
        assertThat(FakeSpan.PLAIN.of(SpanKind.CLIENT).isSampled(only(SpanCondition.kind(SpanKind.SERVER))))
                .isFalse();
        assertThat(FakeSpan.PLAIN.in("io.opentelemetry.jdbc").isSampled(only(SpanCondition.scope("*.jdbc"))))
                .isTrue();
        assertThat(FakeSpan.PLAIN.in("jdbc").isSampled(only(SpanCondition.scope("*.jdbc"))))
                .isFalse();
        SpanSampler roots = only(SpanCondition.parent(ParentState.NONE));
        assertThat(FakeSpan.PLAIN.decision(roots, ParentState.NONE, 1)).isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
        assertThat(FakeSpan.PLAIN.decision(roots, ParentState.REMOTE_SAMPLED, 1))
                .isEqualTo(SamplingDecision.DROP);
    }

    @Test
    void rule_byRouteLooksAtThePathWhereThereIsNoRoute() {
        SpanSampler sampler = only(SpanCondition.route("/orders/*"));

        assertThat(FakeSpan.with("http.route", "/orders/{id}").isSampled(sampler))
                .isTrue();
        assertThat(FakeSpan.with("url.path", "/orders/7").isSampled(sampler)).isTrue();
        assertThat(FakeSpan.with("url.path", "/health").isSampled(sampler)).isFalse();
        assertThat(FakeSpan.PLAIN.isSampled(sampler)).isFalse();
    }

    @Test
    void rule_byAttributeMatchesEqualLikeOrPresent() {
        assertThat(FakeSpan.with("user.id", 7L).isSampled(only(SpanCondition.attribute("user.id", "7"))))
                .isTrue();
        assertThat(FakeSpan.with("user.id", "vip-7").isSampled(only(SpanCondition.attribute("user.id", "vip-*"))))
                .isTrue();
        assertThat(FakeSpan.with("user.id", "").isSampled(only(SpanCondition.attribute("user.id", "*"))))
                .isTrue();
        assertThat(FakeSpan.PLAIN.isSampled(only(SpanCondition.attribute("user.id", "*"))))
                .isFalse();
        assertThat(FakeSpan.PLAIN.isSampled(
                        only(SpanCondition.attribute("user.id", "*").not())))
                .isTrue();
    }

    @Test
    void rule_ofSeveralConditionsNeedsThemAll() {
        SpanSampler sampler = only(SpanCondition.name("a*").and(SpanCondition.kind(SpanKind.SERVER)));

        assertThat(FakeSpan.named("ab").of(SpanKind.SERVER).isSampled(sampler)).isTrue();
        assertThat(FakeSpan.named("ab").isSampled(sampler)).isFalse();
        assertThat(FakeSpan.named("b").of(SpanKind.SERVER).isSampled(sampler)).isFalse();
    }

    @Test
    void rules_theFirstThatMatchesWins() {
        SpanSampler sampler = Samplers.rules()
                .add(SpanCondition.name("a*"), Samplers.alwaysOn())
                .add(SpanCondition.name("ab*"), Samplers.alwaysOff())
                .build(Samplers.alwaysOff());

        assertThat(FakeSpan.named("abc").isSampled(sampler)).isTrue();
    }

    @Test
    void rules_thatLeaveASpanToASamplerOfOthersAskItInFull() {
        List<String> asked = new ArrayList<>();
        Sampler foreign = new Sampler() {
            @Override
            public SamplingResult shouldSample(
                    Context parentContext,
                    String traceId,
                    String name,
                    SpanKind spanKind,
                    Attributes attributes,
                    List<LinkData> parentLinks) {
                asked.add(traceId + " " + name + " " + spanKind);
                return SamplingResult.create(SamplingDecision.RECORD_ONLY);
            }

            @Override
            public String getDescription() {
                return "foreign";
            }

            @Override
            public void close() {
                asked.add("closed");
            }
        };
        SpanSampler sampler = Samplers.parentBased(
                Samplers.rules().add(SpanCondition.name("x"), foreign).build(Samplers.alwaysOff()));

        SamplingDecision decision = FakeSpan.named("x").decision(sampler, ParentState.NONE, 0xAB);
        sampler.close();

        assertThat(decision).isEqualTo(SamplingDecision.RECORD_ONLY);
        assertThat(asked).containsExactly("000000000000000100000000000000ab x INTERNAL", "closed");
    }

    @Test
    void description_isTheRulesInOrder() {
        SpanSampler sampler = Samplers.rules()
                .add(
                        SpanCondition.name("a", "b").and(SpanCondition.kind(SpanKind.CLIENT, SpanKind.SERVER)),
                        Samplers.alwaysOn())
                .add(SpanCondition.attribute("k", "v").not(), Samplers.traceIdRatio(0.5))
                .build(Samplers.rateLimit(50));

        assertThat(sampler)
                .hasToString("Rules{name=a|b & kind=SERVER|CLIENT -> AlwaysOnSampler; not(k=v) -> "
                        + "TraceIdRatioBased{0.500000}; * -> RateLimit{50.0/s}}");
    }

    @Test
    void condition_withoutAPatternIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(SpanCondition::name).withMessage("a condition needs a pattern");
    }

    @Test
    void decisions_allocateNothing() {
        SpanSampler rules = Samplers.rules()
                .add(SpanCondition.attribute("user.id", "vip-*"), Samplers.alwaysOn())
                .add(SpanCondition.route("/health*").and(SpanCondition.kind(SpanKind.SERVER)), Samplers.alwaysOff())
                .build(Samplers.consistentProbability(0.5));
        FakeSpan span = FakeSpan.with("url.path", "/orders/7");
        for (SpanSampler sampler : List.of(
                rules,
                Samplers.parentBased(rules),
                Samplers.parentThreshold(Samplers.consistentProbability(0.5)),
                Samplers.rateLimit(10))) {
            assertThat(Allocation.bytesPerCall(
                            () -> sampler.sample(ParentState.NONE, TraceState.getDefault(), 1, -1, span)))
                    .as(sampler.toString())
                    .isZero();
        }
    }
}
