package dev.clew.benchmarks.startup;

import dev.clew.sdk.ClewSdk;
import java.util.concurrent.TimeUnit;

/** {@code ClewSdk.fromEnvironment()}; with an argument, until the span is received. */
final class ClewFromEnvironment {
    private ClewFromEnvironment() {}

    public static void main(String[] args) {
        long start = System.nanoTime();
        ClewSdk sdk = ClewSdk.fromEnvironment();
        sdk.getTracer("start-up").spanBuilder("first").startSpan().end();
        if (args.length > 0 && !sdk.forceFlush().join(30, TimeUnit.SECONDS).isSuccess()) {
            throw new IllegalStateException("not received: " + sdk.ledger());
        }
        Report.endAt(start);
    }
}
