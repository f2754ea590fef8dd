package dev.clew.exporter.otlp;

import java.net.URI;

/** What a URL must be to receive traces, and how it may be shown. */
final class Endpoint {
    static final URI DEFAULT = URI.create("http://localhost:4318/v1/traces");

    private static final String EXPECTED =
            "an http or https URL with a host and no user info, query or fragment, such as http://localhost:4318";
    private static final String LOCALHOST = "localhost";
    private static final String LOOPBACK = "127(\\.\\d{1,3}){3}|\\[::1]|\\[0:0:0:0:0:0:0:1]";
    private static final String BEFORE_HOST = "^([^/@]*//)?.*@";
    private static final String AFTER_PATH = "[?#].*$";
    private static final int MAX_PORT = 65_535;

    private Endpoint() {}

    /** Throws {@link IllegalArgumentException}, with what was expected as its message, for a URL that cannot be sent to. */
    static URI requireUsable(URI url) {
        String scheme = url.getScheme();
        boolean http = scheme != null && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"));
        boolean bare = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
        if (http && bare && url.getHost() != null && url.getPort() != 0 && url.getPort() <= MAX_PORT) {
            return url;
        }
        boolean underscore =
                url.getHost() == null && String.valueOf(url.getRawAuthority()).contains("_");
        throw new IllegalArgumentException(underscore ? EXPECTED + "; no host name has a '_'" : EXPECTED);
    }

    /** The URL of a signal's own variable, which is used as it is. */
    static URI parse(String url) {
        URI parsed;
        try {
            parsed = URI.create(url);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(EXPECTED, malformed);
        }
        return requireUsable(parsed);
    }

    /** The URL for traces below a base URL, whether or not that ends in a slash. */
    static URI parseBase(String base) {
        URI url = parse(base);
        return URI.create(url + (url.getRawPath().endsWith("/") ? "v1/traces" : "/v1/traces"));
    }

    /** The text of a URL, usable or not, without what may be a credential. */
    static String redact(String url) {
        String noUserInfo = url.replaceFirst(BEFORE_HOST, "$1***@");
        return noUserInfo.replaceFirst(AFTER_PATH, "?***");
    }

    /** Whether the host names this machine; asks no name server. */
    static boolean isLoopback(URI url) {
        String host = url.getHost();
        return host.equalsIgnoreCase(LOCALHOST) || host.matches(LOOPBACK);
    }
}
