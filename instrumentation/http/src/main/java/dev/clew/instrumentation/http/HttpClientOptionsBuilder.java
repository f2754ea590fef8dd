package dev.clew.instrumentation.http;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** Builds {@link HttpClientOptions}. Header names are case-insensitive. Threads: one. */
public final class HttpClientOptionsBuilder {
    Collection<String> knownMethods = HttpMethod.KNOWN;
    final Set<String> secretParameters = new LinkedHashSet<>();
    final Set<String> requestHeaders = new LinkedHashSet<>();
    final Set<String> responseHeaders = new LinkedHashSet<>();
    boolean bodySizes;

    HttpClientOptionsBuilder() {}

    /**
     * Headers to set as {@code http.request.header.<name>}, as the application made the request: what the library adds later is not
     * there. Credentials and cookies are set without their values.
     */
    public HttpClientOptionsBuilder captureRequestHeaders(String... names) {
        requestHeaders.addAll(named(names));
        return this;
    }

    /** Headers to set as {@code http.response.header.<name>}; cookies are set without their values. */
    public HttpClientOptionsBuilder captureResponseHeaders(String... names) {
        responseHeaders.addAll(named(names));
        return this;
    }

    /** Whether the bytes of the bodies, as they cross the wire, become {@code http.request.body.size} and its sister. Off by default. */
    public HttpClientOptionsBuilder bodySizes(boolean wanted) {
        bodySizes = wanted;
        return this;
    }

    /** The methods that give a span its name, instead of those that the conventions know. Any other is {@code _OTHER}. */
    public HttpClientOptionsBuilder knownMethods(String... methods) {
        knownMethods = named(methods);
        return this;
    }

    /** Query parameters whose values are secret, besides the signatures that always are. Case matters. */
    public HttpClientOptionsBuilder redactParameters(String... names) {
        secretParameters.addAll(named(names));
        return this;
    }

    /** The options so far; the builder may be used on. */
    public HttpClientOptions build() {
        return new HttpClientOptions(this);
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
