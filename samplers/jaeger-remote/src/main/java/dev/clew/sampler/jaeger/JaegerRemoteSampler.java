package dev.clew.sampler.jaeger;

import dev.clew.sdk.sampling.ParentState;
import dev.clew.sdk.sampling.RateLimiter;
import dev.clew.sdk.sampling.SpanCandidate;
import dev.clew.sdk.sampling.SpanSampler;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Samples as a Jaeger says, and until it has said something a part of all traces. A root that is sampled carries {@code
 * sampler.type} and {@code sampler.param}. To decide on roots only, put it into {@code Samplers.parentBased}.
 *
 * <p>Threads: any; callers never wait for the Jaeger. {@link #close} ends the polling, and the last strategy stays in force.
 * Allocates: nothing for a span, but for an operation whose name comes up first.
 */
public final class JaegerRemoteSampler implements SpanSampler {
    private final String serviceName;
    private final LongSupplier nanoTime;
    private volatile Policy current;
    private volatile @Nullable Poller poller;

    /** A strategy and the sampler that it led to. */
    private record Policy(Strategy strategy, SpanSampler sampler) {}

    JaegerRemoteSampler(String serviceName, double initialRate, LongSupplier nanoTime) {
        this.serviceName = serviceName;
        this.nanoTime = nanoTime;
        this.current = new Policy(new Strategy.Probabilistic(initialRate), new Part(initialRate));
    }

    public static JaegerRemoteSamplerBuilder builder() {
        return new JaegerRemoteSamplerBuilder();
    }

    /** Starts to ask. */
    JaegerRemoteSampler polledBy(Poller started) {
        poller = started;
        started.start();
        return this;
    }

    /** Takes a strategy over; balances of limiters that go on are kept. Threads: the one that polls. */
    void follow(Strategy strategy) {
        Policy before = current;
        if (!strategy.equals(before.strategy)) {
            current = new Policy(strategy, sampler(strategy, before.sampler));
        }
    }

    private SpanSampler sampler(Strategy strategy, SpanSampler before) {
        if (strategy instanceof Strategy.PerOperation perOperation) {
            return new Operations(perOperation, before instanceof Operations known ? known : null, nanoTime);
        }
        if (strategy instanceof Strategy.RateLimiting limiting) {
            return before instanceof Limit known
                    ? new Limit(known.limiter().withRate(limiting.perSecond()))
                    : new Limit(RateLimiter.of(limiting.perSecond(), nanoTime));
        }
        return new Part(((Strategy.Probabilistic) strategy).rate());
    }

    @Override
    public SamplingResult sample(
            ParentState parent, TraceState parentTraceState, long traceIdHigh, long traceIdLow, SpanCandidate span) {
        return current.sampler.sample(parent, parentTraceState, traceIdHigh, traceIdLow, span);
    }

    /** The strategy in force is part of it. */
    @Override
    public String getDescription() {
        return "JaegerRemoteSampler{service=" + serviceName + "," + current.sampler.getDescription() + "}";
    }

    @Override
    public void close() {
        Poller polling = poller;
        if (polling != null) {
            polling.close();
        }
    }

    @Override
    public String toString() {
        return getDescription();
    }
}
