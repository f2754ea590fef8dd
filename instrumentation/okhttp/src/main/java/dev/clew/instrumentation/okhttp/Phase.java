package dev.clew.instrumentation.okhttp;

import java.util.Locale;

/** What takes time within a call. The event's name is the phase's, with a dot: {@code response.wait}. */
enum Phase {
    QUEUE(Phases.MAIN),
    PROXY(Phases.ALL),
    DNS(Phases.MAIN),
    CONNECT(Phases.MAIN),
    TLS(Phases.MAIN),
    REQUEST_HEADERS(Phases.ALL),
    REQUEST_BODY(Phases.ALL),
    RESPONSE_WAIT(Phases.MAIN),
    RESPONSE_HEADERS(Phases.ALL),
    RESPONSE_BODY(Phases.ALL);

    private final Phases from;
    private final String eventName = name().toLowerCase(Locale.ROOT).replace('_', '.');

    Phase(Phases from) {
        this.from = from;
    }

    String eventName() {
        return eventName;
    }

    /** Whether its end is worth an event of its own; its failure always is. */
    boolean isToldAt(Phases detail) {
        return detail.compareTo(from) >= 0;
    }
}
