package dev.clew.sdk;

import dev.clew.sdk.export.Destination;
import dev.clew.sdk.export.DestinationLedger;
import dev.clew.sdk.export.Flush;
import dev.clew.sdk.frame.Drain;
import dev.clew.sdk.frame.Stripes;
import dev.clew.sdk.telemetry.DropReason;
import dev.clew.sdk.telemetry.Drops;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** From the stripes to the destinations: starts, flushes and stops it as a whole. Threads: any. */
final class Pipeline {
    private final Stripes stripes;
    private final Drain drain;
    private final Drops drops;
    private final List<Destination> destinations;
    private final LongSupplier nanoTime;
    // What was lost when a flush was last asked for: a flush answers for the spans since then.
    private final AtomicLong lostBefore = new AtomicLong();

    Pipeline(Stripes stripes, Drain drain, Drops drops, List<Destination> destinations, LongSupplier nanoTime) {
        this.stripes = stripes;
        this.drain = drain;
        this.drops = drops;
        this.destinations = List.copyOf(destinations);
        this.nanoTime = nanoTime;
        destinations.forEach(drain::addConsumer);
    }

    void start() {
        drain.start();
    }

    /** Succeeds when every span that ended before this call, and after the flush before, was delivered. */
    CompletableResultCode flush() {
        CompletableResultCode flushed = new CompletableResultCode();
        drain.execute(() -> {
            Flush flush = new Flush(destinations.size(), flushed);
            destinations.forEach(destination -> destination.flush(flush));
        });
        return truthful(flushed);
    }

    /** Flushes, closes the destinations within the timeout and ends the drain. */
    CompletableResultCode shutdown(long timeoutNanos) {
        CompletableResultCode closed = new CompletableResultCode();
        drain.execute(() -> {
            Flush flush = new Flush(destinations.size(), closed);
            long deadline = nanoTime.getAsLong() + timeoutNanos;
            destinations.forEach(destination -> destination.shutdown(flush, deadline));
        });
        closed.whenComplete(drain::stop);
        return truthful(closed);
    }

    private CompletableResultCode truthful(CompletableResultCode flushed) {
        CompletableResultCode result = new CompletableResultCode();
        flushed.whenComplete(() -> {
            long lost = ledger().lost();
            boolean lostNone = lostBefore.getAndSet(lost) == lost;
            if (flushed.isSuccess() && lostNone) {
                result.succeed();
            } else {
                result.fail();
            }
        });
        return result;
    }

    // Downstream first: a span that moves on between two reads is then counted twice upstream and shows as held, never
    // as lost.
    SpanLedger ledger() {
        List<DestinationLedger> ledgers =
                destinations.stream().map(Destination::ledger).toList();
        long handedOver = drain.frames();
        long published = stripes.published();
        Map<DropReason, Long> dropped = drops.byReason();
        long droppedTotal = dropped.values().stream().mapToLong(Long::longValue).sum();
        return new SpanLedger(published + droppedTotal, handedOver, dropped, ledgers);
    }
}
