package dev.clew.instrumentation.http;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** Builds {@link HttpServerOptions}. Header names are case-insensitive; a null or blank name throws. Threads: one. */
public final class HttpServerOptionsBuilder {
    Collection<String> knownMethods = HttpMethod.KNOWN;
    final Set<String> secretParameters = new LinkedHashSet<>();
    final Set<String> requestHeaders = new LinkedHashSet<>();
    final Set<String> responseHeaders = new LinkedHashSet<>();
    boolean bodySizes;
    boolean serverTiming;

    HttpServerOptionsBuilder() {}

    /** Headers to set as {@code http.request.header.<name>}. Credentials and cookies are set without their values. */
    public HttpServerOptionsBuilder captureRequestHeaders(String... names) {
        requestHeaders.addAll(named(names));
        return this;
    }

    /** Headers to set as {@code http.response.header.<name>}, as they are when the span ends; cookies are set without their values. */
    public HttpServerOptionsBuilder captureResponseHeaders(String... names) {
        responseHeaders.addAll(named(names));
        return this;
    }

    /** Whether the bytes of the bodies become {@code http.request.body.size} and its sister. Off by default. */
    public HttpServerOptionsBuilder bodySizes(boolean wanted) {
        bodySizes = wanted;
        return this;
    }

    /** The methods that give a span its name, instead of those that the conventions know. Any other is {@code _OTHER}. */
    public HttpServerOptionsBuilder knownMethods(String... methods) {
        knownMethods = named(methods);
        return this;
    }

    /** Query parameters whose values are secret, besides the signatures that always are. Case matters. */
    public HttpServerOptionsBuilder redactParameters(String... names) {
        secretParameters.addAll(named(names));
        return this;
    }

    /**
     * Whether a response says which span answered it, where browsers can read it: {@code Server-Timing:
     * trace;desc="<traceparent>"}. Off by default.
     */
    public HttpServerOptionsBuilder serverTiming(boolean wanted) {
        serverTiming = wanted;
        return this;
    }

    /** The options so far; the builder may be used on. */
    public HttpServerOptions build() {
        return new HttpServerOptions(this);
    }

    private static Set<String> named(String... names) {
        Set<String> named = new LinkedHashSet<>();
        for (String name : names) {
            if (name == null || name.isBlank()) {
                throw new IllegalArgumentException("a name must not be null or blank: name=" + name);
            }
            named.add(name);
        }
        return named;
    }
}
