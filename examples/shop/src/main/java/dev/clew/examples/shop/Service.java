package dev.clew.examples.shop;

import dev.clew.sdk.ClewSdk;
import dev.clew.sdk.SpanLedger;
import io.opentelemetry.api.OpenTelemetry;
import java.util.ArrayDeque;
import java.util.Deque;

/** One process of the shop: the SDK, and an orderly end. */
final class Service implements AutoCloseable {
    private final String name;
    private final ClewSdk sdk;
    private final Deque<Runnable> ends = new ArrayDeque<>();

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

    /** Says where it listens, and closes when the process is told to stop. */
    void runUntilStopped(Object address) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop"));
        System.out.println(name + " listens on " + address);
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
    }
}
