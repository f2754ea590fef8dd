package dev.clew.sampler.jaeger;

import dev.clew.sdk.sampling.ParentState;
import dev.clew.sdk.sampling.SpanCandidate;
import dev.clew.sdk.sampling.SpanSampler;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Operations by name: those of the strategy, and those that came up since, up to a number of them; all others share the default
 * part and have no bounds of their own.
 *
 * <p>An open table that only grows: a name is looked for from its hash on, and put by compare-and-set into the first free place.
 * Threads: any; nobody waits. Allocates: an operation when its name comes up first.
 */
final class Operations implements SpanSampler {
    static final int MAX_OPERATIONS = 2_000;
    private static final int PLACES = 4_096; // twice as many, so that a free one is near

    private final AtomicReferenceArray<@Nullable Operation> places = new AtomicReferenceArray<>(PLACES);
    private final AtomicInteger known = new AtomicInteger();
    private final Strategy.PerOperation strategy;
    private final LongSupplier nanoTime;
    private final Part others;

    Operations(Strategy.PerOperation strategy, @Nullable Operations before, LongSupplier nanoTime) {
        this.strategy = strategy;
        this.nanoTime = nanoTime;
        this.others = new Part(strategy.rate());
        strategy.rates().keySet().forEach(name -> add(name, before == null ? null : before.find(name)));
        if (before != null) {
            for (int i = 0; i < PLACES; i++) {
                Operation operation = before.places.get(i);
                if (operation != null && find(operation.name()) == null) {
                    add(operation.name(), operation);
                }
            }
        }
    }

    /** How many have bounds of their own. */
    int known() {
        return Math.min(known.get(), MAX_OPERATIONS);
    }

    @Override
    public SamplingResult sample(
            ParentState parent, TraceState parentTraceState, long traceIdHigh, long traceIdLow, SpanCandidate span) {
        Operation operation = find(span.name());
        if (operation == null) {
            operation = add(span.name(), null);
        }
        SpanSampler asked = operation == null ? others : operation;
        return asked.sample(parent, parentTraceState, traceIdHigh, traceIdLow, span);
    }

    private @Nullable Operation find(String name) {
        int place = place(name);
        for (Operation there = places.get(place); there != null; there = places.get(place)) {
            if (there.name().equals(name)) {
                return there;
            }
            place = (place + 1) & (PLACES - 1);
        }
        return null;
    }

    /** The operation of this name, or null when there is no room for it. */
    private @Nullable Operation add(String name, @Nullable Operation before) {
        if (known.get() >= MAX_OPERATIONS || known.incrementAndGet() > MAX_OPERATIONS) {
            return null;
        }
        Operation added = new Operation(name, strategy, before, nanoTime);
        int place = place(name);
        while (!places.compareAndSet(place, null, added)) {
            Operation there = places.get(place);
            if (there != null && there.name().equals(name)) {
                known.decrementAndGet(); // another thread was first
                return there;
            }
            place = (place + 1) & (PLACES - 1);
        }
        return added;
    }

    private static int place(String name) {
        int hash = name.hashCode();
        return (hash ^ (hash >>> 16)) & (PLACES - 1);
    }

    @Override
    public String getDescription() {
        return "PerOperation{operations=" + strategy.rates().size() + ",default=" + strategy.rate() + ",lowerBound="
                + strategy.lowerBound() + "/s}";
    }
}
