package dev.clew.sdk;

import dev.clew.sdk.export.Destination;
import dev.clew.sdk.export.DestinationLedger;
import dev.clew.sdk.export.Flush;
import dev.clew.sdk.frame.Drain;
import dev.clew.sdk.frame.Stripes;
import dev.clew.sdk.telemetry.DropReason;
import dev.clew.sdk.telemetry.SpanCounts;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** From the stripes to the destinations: starts, flushes and stops it as a whole. Threads: any. */
final class Pipeline {
    private final Stripes stripes;
    private final Drain drain;
    private final SpanCounts counts;
    private final List<Destination> destinations;
    private final SdkMetrics metrics;
    // Spans lost so far that a flush has answered for: each loss makes one flush fail, and not all that follow.
    private final AtomicLong told = new AtomicLong();
    private @Nullable Pause pause;

    Pipeline(Stripes stripes, Drain drain, SpanCounts counts, List<Destination> destinations, SdkMetrics metrics) {
        this.stripes = stripes;
        this.drain = drain;
        this.counts = counts;
        this.destinations = List.copyOf(destinations);
        this.metrics = metrics;
        for (Destination destination : destinations) {
            drain.addConsumer(destination);
        }
    }

    void start() {
        drain.start();
        metrics.observe(this::reading);
    }

    /** Succeeds when every span that ended before this call was delivered, and none was lost that no flush has told of yet. */
    CompletableResultCode flush() {
        CompletableResultCode result = new CompletableResultCode();
        drain.execute(() -> {
            Flush flush = begin(result);
            destinations.forEach(destination -> destination.flush(flush));
        });
        return result;
    }

    /**
     * Hands nothing to the destinations until {@link #resume}, and lets their senders go of connections. What ends meanwhile stays
     * in the stripes, and what they have no room for is counted as dropped.
     *
     * @param timeoutNanos how long to wait for the pass that the drain is in
     */
    void pause(long timeoutNanos) {
        Pause begun = new Pause();
        synchronized (this) {
            if (pause != null) {
                return;
            }
            pause = begun;
        }
        drain.execute(begun);
        begun.awaitBegin(timeoutNanos);
        destinations.forEach(Destination::disconnect);
    }

    /** Ends the pause, if there is one. */
    synchronized void resume() {
        if (pause != null) {
            pause.end();
            pause = null;
        }
    }

    /**
     * Flushes, closes the destinations within the timeout and ends the drain; nothing moves any more when the result is there. For
     * a pipeline that was never started it starts the drain to do so.
     */
    CompletableResultCode shutdown(long timeoutNanos) {
        resume();
        CompletableResultCode result = new CompletableResultCode();
        CompletableResultCode flushed = new CompletableResultCode();
        flushed.whenComplete(() -> drain.stop(() -> {
            metrics.end();
            tell(result, flushed.isSuccess());
        }));
        drain.start();
        drain.execute(() -> {
            Flush flush = begin(flushed);
            long deadline = System.nanoTime() + timeoutNanos;
            destinations.forEach(destination -> destination.shutdown(flush, deadline));
        });
        return result;
    }

    private Flush begin(CompletableResultCode result) {
        long lost = ledger().lost();
        CompletableResultCode flushed = new CompletableResultCode();
        flushed.whenComplete(() -> {
            // Told before anybody who waits for the result can ask again.
            if (!flushed.isSuccess()) {
                told.accumulateAndGet(ledger().lost(), Math::max);
            }
            tell(result, flushed.isSuccess());
        });
        return new Flush(destinations.size(), told.getAndSet(lost) != lost, flushed);
    }

    private static void tell(CompletableResultCode result, boolean success) {
        if (success) {
            result.succeed();
        } else {
            result.fail();
        }
    }

    SpanLedger ledger() {
        return reading().ledger();
    }

    // Downstream first: a span that moves on between two reads is then still counted upstream, and never
    // further on than it is.
    private MetricsReading reading() {
        List<DestinationLedger> ledgers =
                destinations.stream().map(Destination::ledger).toList();
        long handedOver = drain.frames();
        long failed = stripes.failed();
        long published = stripes.published();
        Map<DropReason, Long> dropped = counts.drops().byReason();
        long droppedByCallers =
                dropped.values().stream().mapToLong(Long::longValue).sum();
        long unsampledEnded = counts.unsampledEndedSoFar();
        List<SpanCounts.Started> started = counts.started();
        long recorded = sum(started, SamplingDecision.RECORD_AND_SAMPLE);
        long live = recorded - published - droppedByCallers;
        return new MetricsReading(
                new SpanLedger(recorded, live, handedOver, withFailed(dropped, failed), ledgers),
                started,
                sum(started, SamplingDecision.RECORD_ONLY) - unsampledEnded,
                destinations.stream().map(Destination::component).toList());
    }

    // Frames that the drain could not write: they were published, so that they are counted apart from what callers
    // dropped.
    private static Map<DropReason, Long> withFailed(Map<DropReason, Long> droppedByCallers, long failed) {
        if (failed == 0) {
            return droppedByCallers;
        }
        Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
        dropped.putAll(droppedByCallers);
        dropped.merge(DropReason.ENCODING_FAILED, failed, Long::sum);
        return dropped;
    }

    private static long sum(List<SpanCounts.Started> started, SamplingDecision decision) {
        return started.stream()
                .filter(spans -> spans.decision() == decision)
                .mapToLong(SpanCounts.Started::spans)
                .sum();
    }
}
