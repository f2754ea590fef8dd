package dev.clew.sdk.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.extension.incubator.trace.samplers.ComposableSampler;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Consistent probability by itself, and beside the OpenTelemetry incubator's. */
class ConsistentProbabilityTest {
    private static final String SPAN_ID = "00000000000000ab";

    private static Context remote(String traceId, boolean sampled, TraceState state) {
        TraceFlags flags = sampled ? TraceFlags.getSampled() : TraceFlags.getDefault();
        return Context.root().with(Span.wrap(SpanContext.createFromRemoteParent(traceId, SPAN_ID, flags, state)));
    }

    private static TraceState state(String ot) {
        return ot.isEmpty()
                ? TraceState.builder().put("vendor", "1").build()
                : TraceState.builder().put("ot", ot).put("vendor", "1").build();
    }

    private static SamplingResult ask(Sampler sampler, Context parent, String traceId) {
        return sampler.shouldSample(parent, traceId, "span", SpanKind.INTERNAL, Attributes.empty(), List.of());
    }

    /** Decision and tracestate; neither the order of members nor that within the ot member says anything here. */
    private static String answer(Sampler sampler, Context parent, String traceId) {
        SamplingResult result = ask(sampler, parent, traceId);
        StringBuilder text = new StringBuilder(result.getDecision().toString());
        TraceState before = Span.fromContext(parent).getSpanContext().getTraceState();
        new TreeMap<>(result.getUpdatedTraceState(before).asMap())
                .forEach((key, value) ->
                        text.append(' ').append(key).append('=').append(new TreeSet<>(List.of(value.split(";")))));
        return text.toString();
    }

    /** The incubator forgets to take a threshold out of a trace it drops when nothing else stands in the member. */
    private static String corrected(String answer) {
        return answer.startsWith("DROP") ? answer.replaceFirst(" ot=\\[th:[0-9a-f]+]", "") : answer;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.9, 0.5, 0.1, 0.01})
    void ratio_isThePartOfTracesThatIsSampled(double ratio) {
        SpanSampler sampler = Samplers.consistentProbability(ratio);
        SplittableRandom random = new SplittableRandom(20261124);
        int traces = 200_000;
        int sampled = 0;
        for (int i = 0; i < traces; i++) {
            sampled += FakeSpan.PLAIN.decision(sampler, ParentState.NONE, random.nextLong())
                            == SamplingDecision.RECORD_AND_SAMPLE
                    ? 1
                    : 0;
        }

        // Five standard deviations, and the numbers are the same in every run.
        assertThat(sampled / (double) traces).isCloseTo(ratio, within(5 * Math.sqrt(ratio * (1 - ratio) / traces)));
    }

    @Property
    void aTraceSampledAtOneRatioIsSampledAtEveryHigherOne(
            @ForAll @DoubleRange(min = 0, max = 1) double one,
            @ForAll @DoubleRange(min = 0, max = 1) double other,
            @ForAll long low) {
        SpanSampler few = Samplers.consistentProbability(Math.min(one, other));
        SpanSampler many = Samplers.consistentProbability(Math.max(one, other));

        if (FakeSpan.PLAIN.decision(few, ParentState.NONE, low) == SamplingDecision.RECORD_AND_SAMPLE) {
            assertThat(FakeSpan.PLAIN.decision(many, ParentState.NONE, low))
                    .isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
        }
    }

    @Test
    void everything_isSampledAtOneAndNothingAtZero() {
        for (long low : new long[] {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, OtelTraceState.LIMIT}) {
            assertThat(FakeSpan.PLAIN.decision(Samplers.consistentProbability(1), ParentState.NONE, low))
                    .isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
            assertThat(FakeSpan.PLAIN.decision(Samplers.consistentProbability(0), ParentState.NONE, low))
                    .isEqualTo(SamplingDecision.DROP);
        }
    }

    @Property(tries = 3000)
    void probability_answersAsTheIncubatorsDoes(
            @ForAll("ratios") double ratio,
            @ForAll long high,
            @ForAll long low,
            @ForAll("ots") String ot,
            @ForAll boolean sampled) {
        String traceId = "%016x%016x".formatted(high | 1, low);
        Sampler ours = Samplers.consistentProbability(ratio);
        Sampler theirs = Incubator.sampler(() -> ComposableSampler.probability(ratio));

        for (Context parent : List.of(Context.root(), remote(traceId, sampled, state(ot)))) {
            assertThat(answer(ours, parent, traceId)).isEqualTo(corrected(answer(theirs, parent, traceId)));
        }
    }

    @Property(tries = 3000)
    void parentThreshold_answersAsTheIncubatorsDoesWhereFlagAndThresholdAgree(
            @ForAll("ratios") double ratio,
            @ForAll long high,
            @ForAll long low,
            @ForAll("ots") String ot,
            @ForAll boolean flag) {
        String traceId = "%016x%016x".formatted(high | 1, low);
        OtelTraceState said = new OtelTraceState(state(ot));
        boolean sampled = said.threshold() < 0 ? flag : said.randomness(low) >= said.threshold();
        Sampler ours = Samplers.parentThreshold(Samplers.consistentProbability(ratio));
        Sampler theirs =
                Incubator.sampler(() -> ComposableSampler.parentThreshold(ComposableSampler.probability(ratio)));

        for (Context parent : List.of(Context.root(), remote(traceId, sampled, state(ot)))) {
            assertThat(answer(ours, parent, traceId)).isEqualTo(corrected(answer(theirs, parent, traceId)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true, th:c;rv:b0000000000000;x:1, 'RECORD_AND_SAMPLE ot=[rv:b0000000000000, x:1] vendor=[1]'",
        "false, th:c;rv:d0000000000000;x:1, 'DROP ot=[rv:d0000000000000, x:1] vendor=[1]'",
        "false, th:c, DROP vendor=[1]",
        "true, th:zz;x:1, 'RECORD_AND_SAMPLE ot=[th:zz, x:1] vendor=[1]'"
    })
    void parentThreshold_followsTheFlagAndTakesOutAThresholdThatContradictsIt(
            boolean sampled, String ot, String answer) {
        String traceId = "%032x".formatted(1);

        assertThat(answer(Samplers.parentThreshold(Samplers.alwaysOff()), remote(traceId, sampled, state(ot)), traceId))
                .isEqualTo(answer);
    }

    @Test
    void parentThreshold_leavesALocalParentsTracestateAlone() {
        TraceState state = state("th:8");
        SpanSampler sampler = Samplers.parentThreshold(Samplers.alwaysOff());

        SamplingResult result = sampler.sample(ParentState.LOCAL_SAMPLED, state, 1, 1, FakeSpan.PLAIN);

        assertThat(result.getDecision()).isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
        assertThat(result.getUpdatedTraceState(state)).isSameAs(state);
    }

    @Test
    void ratio_outOfRangeIsRefused() {
        for (double wrong : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Samplers.consistentProbability(wrong))
                    .withMessage("ratio must be from 0 to 1: ratio=" + wrong);
        }
    }

    @Test
    void description_saysTheRatio() {
        assertThat(Samplers.parentThreshold(Samplers.consistentProbability(0.25)))
                .hasToString("ParentThreshold{root:ConsistentProbability{0.25}}");
    }

    @Provide
    Arbitrary<Double> ratios() {
        return Arbitraries.oneOf(
                Arbitraries.doubles().between(0, 1),
                Arbitraries.of(0.0, 1.0, 0.5, 0.1, 1e-10, 0x1p-56, 0x1p-57, 0x1p-58));
    }

    @Provide
    Arbitrary<String> ots() {
        Arbitrary<String> th = Arbitraries.strings()
                .withChars("0123456789abcdef")
                .ofMinLength(1)
                .ofMaxLength(14)
                .map(hex -> "th:" + hex.replaceFirst("(?<=.)0+$", ""));
        Arbitrary<String> rv =
                Arbitraries.strings().withChars("0123456789abcdef").ofLength(14).map(hex -> "rv:" + hex);
        Arbitrary<String> other = Arbitraries.of("a:b", "x9:Y.-_", "z:" + "1".repeat(100));
        return Arbitraries.oneOf(
                Arbitraries.just(""),
                th,
                rv,
                other,
                th.flatMap(t -> rv.map(r -> t + ";" + r)),
                rv.flatMap(r -> th.flatMap(t -> other.map(o -> o + ";" + r + ";" + t))));
    }
}
