package dev.clew.instrumentation.http;

import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How {@link HttpServerSpans} reads the requests and responses of one server library. As a getter it reads the request's
 * headers, whose names are case-insensitive.
 *
 * <p>Threads: any, so implementations hold no state.
 *
 * @param <Q> the library's request
 * @param <R> the library's response
 */
public interface HttpServerAdapter<Q, R> extends TextMapGetter<Q> {
    /** The method as it came over the wire. */
    String method(Q request);

    /** {@code http} or {@code https}, as this server sees it. */
    String scheme(Q request);

    /** The path of the URL, still encoded, or null for a request without one. */
    @Nullable
    String path(Q request);

    /** The query of the URL, still encoded and without the question mark, or null for a request without one. */
    @Nullable
    String query(Q request);

    /** The version of HTTP that is spoken, as in {@code 1.1} or {@code 2}, or null when the library does not know it. */
    @Nullable
    String protocolVersion(Q request);

    /** The pattern that the request was matched with, as in {@code /orders/{id}}, or null when it is not known yet. */
    @Nullable
    String route(Q request);

    /** The IP address at the other end of the connection, or null when the library does not know it. */
    @Nullable
    String peerAddress(Q request);

    /** The port at the other end of the connection, or 0 when the library does not know it. */
    int peerPort(Q request);

    /** The status code of the response, or a number below 100 when there was none. */
    int statusCode(R response);

    /** The values of a request header in their order, null or empty when it did not come. */
    @Nullable
    List<String> requestHeader(Q request, String name);

    /** The values of a response header in their order, null or empty when it is not set. */
    @Nullable
    List<String> responseHeader(R response, String name);

    /** Adds a response header, beside others of that name. Nothing happens when the headers are sent already. */
    void addResponseHeader(R response, String name, String value);

    /** The bytes of the request's body, or -1 when that is not known. Asked for at the end, for a span that is to carry it. */
    long requestBodyBytes(R response);

    /** The bytes of the response's body as the application wrote it, or -1 when that is not known. Asked for as the other. */
    long responseBodyBytes(R response);

    /** What went wrong without an exception and whatever the status code, as in {@code timeout}: few values. Null for nothing. */
    default @Nullable String errorType(R response) {
        return null;
    }
}
