package dev.clew.instrumentation.http;

import org.jspecify.annotations.Nullable;

/**
 * The host, without brackets, and port of a {@code Host} or {@code Forwarded} header.
 *
 * @param port 0 when the header has none
 */
record Authority(String host, int port) {
    /** The parts of {@code host}, {@code host:port} or {@code [address]:port}, or null when there is no host in it. */
    static @Nullable Authority parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (text.charAt(0) == '[') {
            int bracket = text.indexOf(']');
            return bracket < 2 ? null : new Authority(text.substring(1, bracket), port(text, bracket + 1));
        }
        int colon = text.indexOf(':');
        if (colon != text.lastIndexOf(':')) {
            return new Authority(text, 0); // an IPv6 address without brackets, as X-Forwarded-For has them
        }
        return colon < 0
                ? new Authority(text, 0)
                : colon == 0 ? null : new Authority(text.substring(0, colon), port(text, colon));
    }

    private static int port(String text, int colon) {
        int port = 0;
        if (colon >= text.length() || text.charAt(colon) != ':') {
            return port;
        }
        for (int i = colon + 1; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            port = port * 10 + digit;
            if (port > 65_535) {
                return 0;
            }
        }
        return port;
    }
}
