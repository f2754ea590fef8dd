package dev.clew.instrumentation.http;

import java.util.Set;

/** What an application wants to see of its requests beyond the default, which is nothing beyond it. Immutable. */
public final class HttpClientOptions {
    private static final HttpClientOptions DEFAULTS = builder().build();

    private final Set<String> knownMethods;
    private final UrlRedaction redaction;
    private final CapturedHeaders requestHeaders;
    private final CapturedHeaders responseHeaders;
    private final boolean bodySizes;

    HttpClientOptions(HttpClientOptionsBuilder builder) {
        this.knownMethods = Set.copyOf(builder.knownMethods);
        this.redaction = UrlRedaction.ofAlso(builder.secretParameters);
        this.requestHeaders = CapturedHeaders.ofRequests(builder.requestHeaders);
        this.responseHeaders = CapturedHeaders.ofResponses(builder.responseHeaders);
        this.bodySizes = builder.bodySizes;
    }

    /** The stable conventions and no more: no headers, no body sizes, the methods of the conventions. */
    public static HttpClientOptions defaults() {
        return DEFAULTS;
    }

    /** A builder with the {@link #defaults}. */
    public static HttpClientOptionsBuilder builder() {
        return new HttpClientOptionsBuilder();
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

    boolean bodySizes() {
        return bodySizes;
    }
}
