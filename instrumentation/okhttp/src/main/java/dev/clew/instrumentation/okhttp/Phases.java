package dev.clew.instrumentation.okhttp;

/** Which of the phases of a call become events of its span. What goes wrong is told by all but {@link #NONE}. */
public enum Phases {
    /** None: the span has no events but its exception and its cancellation. */
    NONE,
    /**
     * Those that wait for somebody else: the queue, DNS, connect, TLS, the connection that was found, retries, redirects, and the
     * first byte of the response. Two events for a call over a pooled connection.
     */
    MAIN,
    /** All: also proxy selection, writing the request, reading the response, and the cache. */
    ALL
}
