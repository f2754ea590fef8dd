package dev.clew.instrumentation.http;

import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What proxies in front of the server say about the request as its sender made it: {@code Forwarded} (RFC 7239), or else
 * {@code X-Forwarded-For}, {@code -Host} and {@code -Proto}. The first element counts, the one nearest to the sender. Anybody
 * can send these headers: what no proxy would say (a host longer than a host can be, another scheme) counts as not said.
 */
final class Forwarded {
    /** A DNS name has 253 characters at most; brackets and a port are 8 more. */
    private static final int MAX_AUTHORITY = 261;

    private Forwarded() {}

    static <Q> @Nullable String client(TextMapGetter<Q> headers, Q request) {
        Authority client = authority(value(headers, request, "for", "X-Forwarded-For"));
        return client == null || client.host().equalsIgnoreCase("unknown") ? null : client.host();
    }

    static <Q> @Nullable Authority host(TextMapGetter<Q> headers, Q request) {
        return authority(value(headers, request, "host", "X-Forwarded-Host"));
    }

    /** The parts of a host header, or null when it cannot be one. */
    static @Nullable Authority authority(@Nullable String text) {
        return text == null || text.length() > MAX_AUTHORITY || !isOfHostCharacters(text)
                ? null
                : Authority.parse(text);
    }

    /** Letters, digits and what stands between them in names and addresses, their zones and ports. */
    private static boolean isOfHostCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && ".-_:[]%~".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** {@code http} or {@code https}: it is an attribute of a metric too, which must not get values from strangers. */
    static <Q> @Nullable String scheme(TextMapGetter<Q> headers, Q request) {
        String scheme = value(headers, request, "proto", "X-Forwarded-Proto");
        if (scheme == null || (!scheme.equalsIgnoreCase("https") && !scheme.equalsIgnoreCase("http"))) {
            return null;
        }
        return scheme.toLowerCase(Locale.ROOT);
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
