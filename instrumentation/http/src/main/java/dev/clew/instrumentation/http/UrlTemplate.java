package dev.clew.instrumentation.http;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import org.jspecify.annotations.Nullable;

/**
 * What the URLs of a request have in common, as in {@code /orders/{id}}: the caller knows, the client library does not. It
 * becomes {@code url.template} and, behind the method, the name of the span.
 *
 * <pre>{@code
 * try (Scope scope = UrlTemplate.in(Context.current(), "/orders/{id}").makeCurrent()) {
 *     client.send(request, bodyHandler);
 * }
 * }</pre>
 */
public final class UrlTemplate {
    private static final ContextKey<String> KEY = ContextKey.named("clew-http-url-template");
    private static final String NONE = "";

    private UrlTemplate() {}

    /** The context in which the next request has this template. Few values, no identifiers. */
    public static Context in(Context context, String template) {
        return context.with(KEY, template);
    }

    static @Nullable String of(Context context) {
        String template = context.get(KEY);
        return NONE.equals(template) ? null : template;
    }

    /** The context for what the request itself causes, a call for its credentials say: the template is not theirs. */
    static Context without(Context context) {
        return of(context) == null ? context : context.with(KEY, NONE);
    }
}
