package dev.clew.sampler.jaeger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.sampling.ParentState;
import io.opentelemetry.api.common.Attributes;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class JaegerRemoteSamplerTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final FakeSpan SPAN = new FakeSpan("GET /a");

    private final AtomicLong now = new AtomicLong();
    private final JaegerRemoteSampler sampler = new JaegerRemoteSampler("shop", 0.5, now::get);

    private static Strategy.PerOperation perOperation(Map<String, Double> rates, double rate, double lowerBound) {
        return new Strategy.PerOperation(rates, rate, lowerBound, 0);
    }

    private int sampled(FakeSpan span, int times, long traceIdLow) {
        int sampled = 0;
        for (int i = 0; i < times; i++) {
            sampled += span.isSampled(sampler, traceIdLow) ? 1 : 0;
        }
        return sampled;
    }

    @Test
    void beforeTheFirstAnswer_aPartIsSampled() {
        assertThat(SPAN.sampledBy(sampler, FakeSpan.ALWAYS)).isEqualTo("RECORD_AND_SAMPLE probabilistic 0.5");
        assertThat(SPAN.isSampled(sampler, FakeSpan.HARDLY_EVER)).isFalse();
        assertThat(sampler).hasToString("JaegerRemoteSampler{service=shop,Probabilistic{0.5}}");
    }

    @Test
    void probabilistic_samplesAPartAndSaysSoOnRootsOnly() {
        sampler.follow(new Strategy.Probabilistic(0.25));

        assertThat(SPAN.sampledBy(sampler, FakeSpan.ALWAYS)).isEqualTo("RECORD_AND_SAMPLE probabilistic 0.25");
        for (ParentState parent : ParentState.values()) {
            assertThat(SPAN.ask(sampler, parent, FakeSpan.ALWAYS)
                            .getAttributes()
                            .isEmpty())
                    .isEqualTo(parent != ParentState.NONE);
        }
        assertThat(SPAN.ask(sampler, ParentState.NONE, FakeSpan.HARDLY_EVER).getAttributes())
                .isEqualTo(Attributes.empty());
    }

    @Test
    void rateLimiting_keepsItsBalanceWhenTheRateChanges() {
        sampler.follow(new Strategy.RateLimiting(10));
        assertThat(SPAN.sampledBy(sampler, 1)).isEqualTo("RECORD_AND_SAMPLE ratelimiting 10.0");
        assertThat(sampled(SPAN, 4, 1)).isEqualTo(4);

        sampler.follow(new Strategy.RateLimiting(100));

        assertThat(sampled(SPAN, 1_000, 1)).isEqualTo(50);
        sampler.follow(new Strategy.RateLimiting(10));
        assertThat(sampled(SPAN, 10, 1)).isZero();
        now.addAndGet(SECOND);
        assertThat(sampled(SPAN, 100, 1)).isEqualTo(10);
        assertThat(sampler.getDescription()).isEqualTo("JaegerRemoteSampler{service=shop,RateLimiting{10.0/s}}");
    }

    @Test
    void perOperation_hasARateForEachAndADefault() {
        sampler.follow(perOperation(Map.of("all", 1.0, "none", 0.0), 0.25, 0));

        assertThat(new FakeSpan("all").sampledBy(sampler, FakeSpan.HARDLY_EVER))
                .isEqualTo("RECORD_AND_SAMPLE probabilistic 1.0");
        assertThat(new FakeSpan("none").isSampled(sampler, FakeSpan.ALWAYS)).isFalse();
        assertThat(new FakeSpan("other").sampledBy(sampler, FakeSpan.ALWAYS))
                .isEqualTo("RECORD_AND_SAMPLE probabilistic 0.25");
        assertThat(new FakeSpan("other").isSampled(sampler, FakeSpan.HARDLY_EVER))
                .isFalse();
    }

    @Test
    void lowerBound_isForEachOperationAndCountsWhatIsSampledAnyway() {
        sampler.follow(perOperation(Map.of("a", 0.5), 0.001, 2));

        FakeSpan listed = new FakeSpan("a");
        assertThat(listed.sampledBy(sampler, FakeSpan.HARDLY_EVER)).isEqualTo("RECORD_AND_SAMPLE lowerbound 0.5");
        assertThat(listed.sampledBy(sampler, FakeSpan.ALWAYS)).isEqualTo("RECORD_AND_SAMPLE probabilistic 0.5");
        assertThat(listed.isSampled(sampler, FakeSpan.HARDLY_EVER)).isFalse();
        assertThat(sampled(new FakeSpan("not listed"), 10, FakeSpan.HARDLY_EVER))
                .isEqualTo(2);
        assertThat(sampled(new FakeSpan("another"), 10, FakeSpan.HARDLY_EVER)).isEqualTo(2);
        now.addAndGet(SECOND / 2);
        assertThat(sampled(listed, 10, FakeSpan.HARDLY_EVER)).isOne();
    }

    @Test
    void lowerBound_balancesAreKeptAcrossUpdates() {
        sampler.follow(perOperation(Map.of("a", 0.5), 0, 2));
        assertThat(sampled(new FakeSpan("a"), 10, FakeSpan.HARDLY_EVER)).isEqualTo(2);
        assertThat(sampled(new FakeSpan("came up"), 10, FakeSpan.HARDLY_EVER)).isEqualTo(2);

        sampler.follow(perOperation(Map.of("a", 0.25, "b", 0.5), 0, 2));

        assertThat(sampled(new FakeSpan("a"), 10, FakeSpan.HARDLY_EVER)).isZero();
        assertThat(sampled(new FakeSpan("came up"), 10, FakeSpan.HARDLY_EVER)).isZero();
        assertThat(sampled(new FakeSpan("b"), 10, FakeSpan.HARDLY_EVER)).isEqualTo(2);
    }

    @Test
    void upperBound_limitsWhatARateLetsThrough() {
        sampler.follow(new Strategy.PerOperation(Map.of("a", 1.0), 1, 0, 3));

        assertThat(sampled(new FakeSpan("a"), 10, FakeSpan.ALWAYS)).isEqualTo(3);
        assertThat(sampled(new FakeSpan("b"), 10, FakeSpan.ALWAYS)).isEqualTo(3);
    }

    @Test
    void operations_beyondTheCapShareTheDefaultAndHaveNoBounds() {
        Strategy.PerOperation strategy = perOperation(Map.of("a", 0.5), 0.5, 1);
        Operations operations = new Operations(strategy, null, now::get);
        for (int i = 0; i < 10_000; i++) {
            new FakeSpan("operation " + i).isSampled(operations, FakeSpan.HARDLY_EVER);
        }

        assertThat(operations.known()).isEqualTo(Operations.MAX_OPERATIONS);
        FakeSpan late = new FakeSpan("late");
        assertThat(late.isSampled(operations, FakeSpan.HARDLY_EVER)).isFalse();
        assertThat(late.sampledBy(operations, FakeSpan.ALWAYS)).isEqualTo("RECORD_AND_SAMPLE probabilistic 0.5");
        assertThat(new FakeSpan("a").sampledBy(operations, FakeSpan.HARDLY_EVER))
                .isEqualTo("RECORD_AND_SAMPLE lowerbound 0.5");
    }

    @Test
    void operations_ofAnAnswerWithTooManyAreCappedToo() {
        Map<String, Double> rates = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            rates.put("operation " + i, 1.0);
        }

        Operations operations = new Operations(perOperation(rates, 0, 0), null, now::get);

        assertThat(operations.known()).isEqualTo(Operations.MAX_OPERATIONS);
        assertThat(new Operations(perOperation(Map.of(), 0.1, 1), operations, now::get).known())
                .isEqualTo(Operations.MAX_OPERATIONS);
    }

    @Test
    void operations_fromSeveralThreadsAreEachThereOnce() throws InterruptedException {
        Operations operations = new Operations(perOperation(Map.of(), 0, 1), null, now::get);
        AtomicInteger sampled = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(4);
        for (int thread = 0; thread < 4; thread++) {
            new Thread(() -> {
                        for (int i = 0; i < 1_000; i++) {
                            boolean is = new FakeSpan("operation " + i).isSampled(operations, FakeSpan.HARDLY_EVER);
                            sampled.addAndGet(is ? 1 : 0);
                        }
                        done.countDown();
                    })
                    .start();
        }

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(operations.known()).isEqualTo(1_000);
        assertThat(sampled).hasValue(1_000);
    }

    @Test
    void sameAnswer_changesNothing() {
        sampler.follow(perOperation(Map.of(), 0, 2));
        assertThat(sampled(SPAN, 10, FakeSpan.HARDLY_EVER)).isEqualTo(2);

        sampler.follow(perOperation(Map.of(), 0, 2));

        assertThat(sampled(SPAN, 10, FakeSpan.HARDLY_EVER)).isZero();
    }

    @Test
    void names_thatCollideAreToldApart() {
        sampler.follow(perOperation(Map.of("Aa", 1.0, "BB", 0.0), 0.5, 0));

        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
        assertThat(new FakeSpan("Aa").isSampled(sampler, FakeSpan.HARDLY_EVER)).isTrue();
        assertThat(new FakeSpan("BB").isSampled(sampler, FakeSpan.ALWAYS)).isFalse();
    }
}
