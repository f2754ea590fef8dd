package dev.clew.instrumentation.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How {@link HttpClientSpans} reads the requests and responses of one client library.
 *
 * <p>Threads: any, so implementations hold no state.
 *
 * @param <Q> the library's request
 * @param <R> the library's response
 */
public interface HttpClientAdapter<Q, R> {
    /** The method as it goes on the wire. */
    String method(Q request);

    /** The absolute URL, credentials and all: they are redacted before they reach a span. */
    String url(Q request);

    /** The host that the request is meant for, without brackets, or null when the library does not know it. */
    @Nullable
    String serverAddress(Q request);

    /** The port that the request is meant for, or 0 when the library does not know it. */
    int serverPort(Q request);

    /** The status code of the response. */
    int statusCode(R response);

    /** The version of HTTP that was spoken, as in {@code 1.1} or {@code 2}, or null when the library does not know it. */
    @Nullable
    String protocolVersion(R response);

    /** How often the request was sent again, redirects included, before this response came; 0 for the first. */
    int resendCount(R response);

    /** The values of a request's header, in order; empty when it has none. The name is in lower case, and case does not matter. */
    default List<String> requestHeader(Q request, String name) {
        return List.of();
    }

    /** The values of a response's header, in order; empty when it has none. The name is in lower case, and case does not matter. */
    default List<String> responseHeader(R response, String name) {
        return List.of();
    }
}
