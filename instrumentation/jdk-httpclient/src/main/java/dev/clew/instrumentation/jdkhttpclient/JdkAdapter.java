package dev.clew.instrumentation.jdkhttpclient;

import dev.clew.instrumentation.http.HttpClientAdapter;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the JDK's requests and responses. It does not say which address it speaks to. */
final class JdkAdapter implements HttpClientAdapter<Outgoing, Incoming> {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    @Override
    public String method(Outgoing request) {
        return request.method();
    }

    @Override
    public String url(Outgoing request) {
        return request.uri().toString();
    }

    @Override
    public @Nullable String serverAddress(Outgoing request) {
        String host = request.uri().getHost();
        return host != null && host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public int serverPort(Outgoing request) {
        URI uri = request.uri();
        if (uri.getPort() > 0) {
            return uri.getPort();
        }
        String scheme = String.valueOf(uri.getScheme());
        return scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("wss") ? HTTPS_PORT : HTTP_PORT;
    }

    @Override
    public int statusCode(Incoming response) {
        return response.statusCode();
    }

    @Override
    public @Nullable String protocolVersion(Incoming response) {
        // By name: HTTP_3 is known to JDK 26 only.
        return switch (response.version().name()) {
            case "HTTP_1_1" -> "1.1";
            case "HTTP_2" -> "2";
            case "HTTP_3" -> "3";
            default -> null;
        };
    }

    @Override
    public int resendCount(Incoming response) {
        return 0; // told by the exchange, when it has the response with those before it
    }

    @Override
    public List<String> requestHeader(Outgoing request, String name) {
        return request.headers().allValues(name);
    }

    @Override
    public List<String> responseHeader(Incoming response, String name) {
        return response.headers().allValues(name);
    }
}
