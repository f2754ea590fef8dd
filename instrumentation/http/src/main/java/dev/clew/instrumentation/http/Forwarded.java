package dev.clew.instrumentation.http;

import io.opentelemetry.context.propagation.TextMapGetter;
import org.jspecify.annotations.Nullable;

/**
 * What proxies in front of the server say about the request as its sender made it: {@code Forwarded} (RFC 7239), or else
 * {@code X-Forwarded-For}, {@code -Host} and {@code -Proto}. The first element counts, the one nearest to the sender.
 */
final class Forwarded {
    private Forwarded() {}

    static <Q> @Nullable String client(TextMapGetter<Q> headers, Q request) {
        Authority client = Authority.parse(value(headers, request, "for", "X-Forwarded-For"));
        return client == null ? null : client.host();
    }

    static <Q> @Nullable Authority host(TextMapGetter<Q> headers, Q request) {
        return Authority.parse(value(headers, request, "host", "X-Forwarded-Host"));
    }

    static <Q> @Nullable String scheme(TextMapGetter<Q> headers, Q request) {
        return value(headers, request, "proto", "X-Forwarded-Proto");
    }

    private static <Q> @Nullable String value(TextMapGetter<Q> headers, Q request, String parameter, String fallback) {
        String forwarded = headers.get(request, "Forwarded");
        String value = forwarded == null ? null : parameter(firstElement(forwarded), parameter);
        if (value != null) {
            return value;
        }
        String other = headers.get(request, fallback);
        return other == null ? null : unquoted(firstElement(other));
    }

    private static String firstElement(String header) {
        int comma = header.indexOf(',');
        return comma < 0 ? header : header.substring(0, comma);
    }

    private static @Nullable String parameter(String element, String name) {
        for (int start = 0; start < element.length(); ) {
            int semicolon = element.indexOf(';', start);
            int end = semicolon < 0 ? element.length() : semicolon;
            int equals = element.indexOf('=', start);
            if (equals >= 0
                    && equals < end
                    && element.substring(start, equals).strip().equalsIgnoreCase(name)) {
                return unquoted(element.substring(equals + 1, end));
            }
            start = end + 1;
        }
        return null;
    }

    private static @Nullable String unquoted(String text) {
        String value = text.strip();
        if (value.length() >= 2 && value.charAt(0) == '"' && value.charAt(value.length() - 1) == '"') {
            value = value.substring(1, value.length() - 1);
        }
        return value.isEmpty() ? null : value;
    }
}
