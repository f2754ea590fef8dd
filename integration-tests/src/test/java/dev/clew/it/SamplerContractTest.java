package dev.clew.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sampler.jaeger.JaegerRemoteSampler;
import dev.clew.sdk.sampling.Samplers;
import dev.clew.sdk.sampling.SpanCondition;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every sampler of Clew keeps, through OpenTelemetry's contract: those of the SDK and those of other modules. */
class SamplerContractTest {
    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

    static Stream<Named<Supplier<Sampler>>> withoutState() {
        return Stream.of(
                Named.of("alwaysOn", Samplers::alwaysOn),
                Named.of("alwaysOff", Samplers::alwaysOff),
                Named.of("traceIdRatio", () -> Samplers.traceIdRatio(0.5)),
                Named.of("consistentProbability", () -> Samplers.consistentProbability(0.5)),
                Named.of("rules", SamplerContractTest::rules),
                Named.of("parentBased", () -> Samplers.parentBased(rules())),
                Named.of("parentThreshold", () -> Samplers.parentThreshold(Samplers.consistentProbability(0.1))),
                Named.of("of another SDK", () -> Samplers.parentBased(Sampler.traceIdRatioBased(0.5))));
    }

    static Stream<Named<Supplier<Sampler>>> all() {
        return Stream.concat(
                withoutState(),
                Stream.of(
                        Named.of("rateLimit", () -> Samplers.rateLimit(10)),
                        Named.of(
                                "jaegerRemote",
                                () -> JaegerRemoteSampler.builder().build())));
    }

    static Stream<Named<Supplier<Sampler>>> followingTheParent() {
        return Stream.of(
                Named.of("parentBased", () -> Samplers.parentBased(Samplers.rateLimit(0))),
                Named.of("parentBased on rules", () -> Samplers.parentBased(rules())),
                Named.of("parentThreshold", () -> Samplers.parentThreshold(Samplers.consistentProbability(0.5))),
                Named.of(
                        "parentBased on Jaeger",
                        () -> Samplers.parentBased(JaegerRemoteSampler.builder().build())));
    }

    private static Sampler rules() {
        return Samplers.rules()
                .add(SpanCondition.name("a*").and(SpanCondition.attribute("b", "c")), Samplers.alwaysOn())
                .add(SpanCondition.route("/x").not(), Samplers.traceIdRatio(0.5))
                .build(Samplers.alwaysOff());
    }

    private static Context parent(boolean remote, boolean sampled) {
        TraceFlags flags = sampled ? TraceFlags.getSampled() : TraceFlags.getDefault();
        SpanContext context = remote
                ? SpanContext.createFromRemoteParent(TRACE_ID, "00000000000000ab", flags, TraceState.getDefault())
                : SpanContext.create(TRACE_ID, "00000000000000ab", flags, TraceState.getDefault());
        return Context.root().with(Span.wrap(context));
    }

    @SuppressWarnings("NullAway") // what a caller must not do, and some do
    private static SamplingResult ask(
            Sampler sampler, Context parent, @Nullable String traceId, @Nullable String name) {
        boolean bare = name == null;
        return sampler.shouldSample(
                parent,
                traceId,
                name,
                bare ? null : SpanKind.SERVER,
                bare ? null : Attributes.empty(),
                bare ? null : List.of());
    }

    private static void assertComplete(SamplingResult result) {
        assertThat(result.getDecision()).isNotNull();
        assertThat(result.getAttributes()).isNotNull();
        assertThat(result.getUpdatedTraceState(TraceState.getDefault())).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("all")
    void description_isThereAndStays(Supplier<Sampler> made) {
        try (Sampler sampler = made.get()) {
            assertThat(sampler.getDescription()).isNotBlank().isEqualTo(sampler.getDescription());
            assertThat(sampler).hasToString(sampler.getDescription());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void answers_areCompleteWhateverIsAsked(Supplier<Sampler> made) {
        try (Sampler sampler = made.get()) {
            for (String traceId : new String[] {
                TRACE_ID, "", "zz", "0".repeat(32), "f".repeat(32), "7fffffffffffffff8000000000000000", null
            }) {
                for (String name : new String[] {"GET /a", "", null, "x".repeat(100_000)}) {
                    assertComplete(ask(sampler, Context.root(), traceId, name));
                    assertComplete(ask(sampler, parent(true, true), traceId, name));
                    assertComplete(ask(sampler, parent(false, false), traceId, name));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("followingTheParent")
    void parents_areFollowedWhereTheSamplerPromisesIt(Supplier<Sampler> made) {
        try (Sampler sampler = made.get()) {
            for (boolean remote : new boolean[] {true, false}) {
                assertThat(ask(sampler, parent(remote, true), TRACE_ID, "s").getDecision())
                        .isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
                assertThat(ask(sampler, parent(remote, false), TRACE_ID, "s").getDecision())
                        .isEqualTo(SamplingDecision.DROP);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("withoutState")
    void equality_isByContent(Supplier<Sampler> made) {
        assertThat(made.get())
                .isEqualTo(made.get())
                .hasSameHashCodeAs(made.get())
                .isNotEqualTo(Samplers.traceIdRatio(0.3));
    }

    @ParameterizedTest
    @MethodSource("all")
    void equality_isToItselfAndToNothing(Supplier<Sampler> made) {
        try (Sampler sampler = made.get()) {
            assertThat(Set.of(sampler)).contains(sampler);
            assertThat(sampler).isNotEqualTo(null).isNotEqualTo("sampler");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void severalThreads_getAnAnswerEach(Supplier<Sampler> made) throws InterruptedException {
        try (Sampler sampler = made.get()) {
            AtomicInteger answers = new AtomicInteger();
            CountDownLatch done = new CountDownLatch(4);
            for (int thread = 0; thread < 4; thread++) {
                new Thread(() -> {
                            for (int i = 0; i < 1_000; i++) {
                                answers.addAndGet(
                                        ask(sampler, Context.root(), TRACE_ID, "s" + i)
                                                                .getDecision()
                                                        == null
                                                ? 0
                                                : 1);
                            }
                            done.countDown();
                        })
                        .start();
            }
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(answers).hasValue(4_000);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void close_mayComeTwiceAndLeavesItAnswering(Supplier<Sampler> made) {
        Sampler sampler = made.get();
        sampler.close();
        sampler.close();

        assertComplete(ask(sampler, Context.root(), TRACE_ID, "s"));
    }
}
