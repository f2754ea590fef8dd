package dev.clew.instrumentation.http;

import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request's method means for its span: a name and attributes with few values, whatever a stranger sends. */
final class HttpMethod {
    /** The methods of the conventions. */
    static final Set<String> KNOWN =
            Set.of("CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY", "TRACE");

    /** The value of the attribute for a method that is not known. */
    static final String OTHER = "_OTHER";

    private HttpMethod() {}

    /** A builder with the span's name and method set. */
    static SpanBuilder spanBuilder(Tracer tracer, String method, @Nullable String route) {
        return spanBuilder(tracer, KNOWN, method, route);
    }

    /** As {@link #spanBuilder(Tracer, String, String)}, where others are known. */
    static SpanBuilder spanBuilder(Tracer tracer, Set<String> known, String method, @Nullable String route) {
        SpanBuilder builder = tracer.spanBuilder(spanName(known, method, route));
        if (known.contains(method)) {
            return builder.setAttribute(HttpAttributes.HTTP_REQUEST_METHOD, method);
        }
        return builder.setAttribute(HttpAttributes.HTTP_REQUEST_METHOD, OTHER)
                .setAttribute(HttpAttributes.HTTP_REQUEST_METHOD_ORIGINAL, method);
    }

    static String spanName(String method, @Nullable String route) {
        return spanName(KNOWN, method, route);
    }

    static String spanName(Set<String> known, String method, @Nullable String route) {
        String name = known.contains(method) ? method : "HTTP";
        return route == null ? name : name + ' ' + route;
    }
}
