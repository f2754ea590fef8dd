package dev.clew.sampler.jaeger;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where the strategies are, and in which of its two languages the Jaeger speaks there. */
record Endpoint(URI url, boolean grpc) {
    static final Endpoint DEFAULT = new Endpoint(URI.create("http://localhost:5778"), false);
    private static final String EXPECTED =
            "an http or https URL with a host and no user info, query or fragment, such as http://localhost:5778";
    private static final String PROTOCOL = "grpc or http";
    private static final int HTTP_PORT = 5778;

    /**
     * The endpoint of a URL. Where no protocol is given, a URL with a path or the port 5778 speaks HTTP, and any other gRPC, as
     * the specification has it.
     */
    static Endpoint of(URI url, @Nullable String protocol) {
        String scheme = url.getScheme();
        boolean http = scheme != null && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"));
        boolean bare = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
        if (!http || !bare || url.getHost() == null || url.getPort() == 0 || url.getPort() > 65_535) {
            throw new IllegalArgumentException(EXPECTED);
        }
        String path = url.getRawPath();
        boolean hasPath = path != null && !path.isEmpty() && !path.equals("/");
        return new Endpoint(url, isGrpc(protocol, !hasPath && url.getPort() != HTTP_PORT));
    }

    private static boolean isGrpc(@Nullable String protocol, boolean otherwise) {
        return switch (protocol == null ? "" : protocol.toLowerCase(Locale.ROOT)) {
            case "" -> otherwise;
            case "grpc" -> true;
            case "http" -> false;
            default -> throw new IllegalArgumentException(PROTOCOL);
        };
    }

    /** Throws {@link IllegalArgumentException}, with what was expected as its message. */
    static Endpoint parse(String text, @Nullable String protocol) {
        URI url;
        try {
            url = URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(EXPECTED, malformed);
        }
        return of(url, protocol);
    }

    /** A source that asks there; throws {@link IllegalStateException} when gRPC is asked for and not there. */
    StrategySource source(String serviceName) {
        if (!grpc) {
            return new HttpSource(url, serviceName);
        }
        try {
            return new GrpcSource(url, serviceName);
        } catch (LinkageError | RuntimeException missing) {
            throw new IllegalStateException(
                    "gRPC must be on the class path to ask " + url + " for sampling strategies: add"
                            + " io.grpc:grpc-netty-shaded or grpc-okhttp, or ask Jaeger's HTTP port, such as "
                            + DEFAULT.url + " (" + missing + ")",
                    missing);
        }
    }

    @Override
    public String toString() {
        return (grpc ? "gRPC " : "") + url;
    }
}
