package dev.clew.instrumentation.http;

import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request's method means for its span: a name and attributes with few values, whatever a stranger sends. */
final class HttpMethod {
    private static final Set<String> KNOWN =
            Set.of("CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY", "TRACE");

    private HttpMethod() {}

    /** A builder with the span's name and method set. */
    static SpanBuilder spanBuilder(Tracer tracer, String method, @Nullable String route) {
        SpanBuilder builder = tracer.spanBuilder(spanName(method, route));
        if (KNOWN.contains(method)) {
            return builder.setAttribute(HttpAttributes.HTTP_REQUEST_METHOD, method);
        }
        return builder.setAttribute(HttpAttributes.HTTP_REQUEST_METHOD, "_OTHER")
                .setAttribute(HttpAttributes.HTTP_REQUEST_METHOD_ORIGINAL, method);
    }

    static String spanName(String method, @Nullable String route) {
        String name = KNOWN.contains(method) ? method : "HTTP";
        return route == null ? name : name + ' ' + route;
    }
}
