package dev.clew.examples.shop;

import dev.clew.sdk.ClewSdk;
import dev.clew.sdk.SpanLedger;
import io.opentelemetry.api.OpenTelemetry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;

/** One process of the shop: the SDK, and an orderly end. */
final class Service implements AutoCloseable {
    private final String name;
    private final ClewSdk sdk;
    private final Deque<Runnable> ends = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    Service(String name, ClewSdk sdk) {
        this.name = name;
        this.sdk = sdk;
    }

    /** What the service makes its spans with. Code that needs it takes the interface: it works with any SDK. */
    OpenTelemetry openTelemetry() {
        return sdk;
    }

    /** What to do at the end, the last first, so that nothing ends before those who use it. */
    void atEnd(Runnable end) {
        ends.push(end);
    }

    /** Says where it listens, and returns when the process was told to stop and the service is closed. */
    void runUntilStopped(Object address) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop"));
        System.out.println(name + " listens on " + address);
        try {
            // A gRPC server has daemon threads only: this one keeps the process alive.
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends its parts, sends every span it made, and says what became of them. */
    @Override
    public void close() {
        ends.forEach(Runnable::run);
        sdk.close();
        SpanLedger spans = sdk.ledger();
        System.out.printf(
                "%s ends: recorded=%d delivered=%d lost=%d held=%d%n",
                name, spans.recorded(), spans.delivered(), spans.lost(), spans.held());
        closed.countDown();
    }
}
