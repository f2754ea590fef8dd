package dev.clew.instrumentation.http;

import java.util.Set;

/**
 * What an application wants to see of the requests that it serves beyond the default, the same for every server library.
 * Immutable.
 */
public final class HttpServerOptions {
    private static final HttpServerOptions DEFAULTS = builder().build();

    private final Set<String> knownMethods;
    private final UrlRedaction redaction;
    private final CapturedHeaders requestHeaders;
    private final CapturedHeaders responseHeaders;
    private final boolean bodySizes;
    private final boolean serverTiming;

    HttpServerOptions(HttpServerOptionsBuilder builder) {
        this.knownMethods = Set.copyOf(builder.knownMethods);
        this.redaction = UrlRedaction.ofAlso(builder.secretParameters);
        this.requestHeaders = CapturedHeaders.ofRequests(builder.requestHeaders);
        this.responseHeaders = CapturedHeaders.ofResponses(builder.responseHeaders);
        this.bodySizes = builder.bodySizes;
        this.serverTiming = builder.serverTiming;
    }

    /** The stable conventions and no more: no headers, no body sizes, nothing written into responses. */
    public static HttpServerOptions defaults() {
        return DEFAULTS;
    }

    /** A builder with the {@link #defaults}. */
    public static HttpServerOptionsBuilder builder() {
        return new HttpServerOptionsBuilder();
    }

    /** Whether the sizes of bodies are recorded, for instrumentation that has to count them. */
    public boolean bodySizes() {
        return bodySizes;
    }

    Set<String> knownMethods() {
        return knownMethods;
    }

    UrlRedaction redaction() {
        return redaction;
    }

    CapturedHeaders requestHeaders() {
        return requestHeaders;
    }

    CapturedHeaders responseHeaders() {
        return responseHeaders;
    }

    boolean serverTiming() {
        return serverTiming;
    }
}
