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
    // Spans lost so far that a flush has answered for: each loss makes one flush fail, and not all that follow.
    private final AtomicLong told = new AtomicLong();

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

    /** Succeeds when every span that ended before this call was delivered, and none was lost that no flush has told of yet. */
    CompletableResultCode flush() {
        CompletableResultCode result = new CompletableResultCode();
        drain.execute(() -> {
            Flush flush = begin(result);
            destinations.forEach(destination -> destination.flush(flush));
        });
        return result;
    }

    /** Flushes, closes the destinations within the timeout and ends the drain. */
    CompletableResultCode shutdown(long timeoutNanos) {
        // One that never ran has senders and exporters to close all the same.
        start();
        CompletableResultCode result = new CompletableResultCode();
        result.whenComplete(drain::stop);
        drain.execute(() -> {
            Flush flush = begin(result);
            long deadline = nanoTime.getAsLong() + timeoutNanos;
            destinations.forEach(destination -> destination.shutdown(flush, deadline));
        });
        return result;
    }

    private Flush begin(CompletableResultCode result) {
        long lost = ledger().lost();
        CompletableResultCode flushed = new CompletableResultCode();
        flushed.whenComplete(() -> {
            // Told before anybody who waits for the result can ask again.
            if (flushed.isSuccess()) {
                result.succeed();
            } else {
                told.accumulateAndGet(ledger().lost(), Math::max);
                result.fail();
            }
        });
        return new Flush(destinations.size(), told.getAndSet(lost) != lost, flushed);
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
