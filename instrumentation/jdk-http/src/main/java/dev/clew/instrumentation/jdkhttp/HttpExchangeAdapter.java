package dev.clew.instrumentation.jdkhttp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import dev.clew.instrumentation.http.HttpServerAdapter;
import java.net.InetAddress;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the JDK's exchanges, which are request and response in one. Threads: any. */
final class HttpExchangeAdapter implements HttpServerAdapter<HttpExchange, ExchangeSpan> {
    @Override
    public String method(HttpExchange exchange) {
        return exchange.getRequestMethod();
    }

    @Override
    public String scheme(HttpExchange exchange) {
        return exchange instanceof HttpsExchange ? "https" : "http";
    }

    @Override
    public @Nullable String path(HttpExchange exchange) {
        return exchange.getRequestURI().getRawPath();
    }

    @Override
    public @Nullable String query(HttpExchange exchange) {
        return exchange.getRequestURI().getRawQuery();
    }

    @Override
    public @Nullable String protocolVersion(HttpExchange exchange) {
        String protocol = exchange.getProtocol();
        return protocol.startsWith("HTTP/") ? protocol.substring(5) : null;
    }

    @Override
    public String route(HttpExchange exchange) {
        return exchange.getHttpContext().getPath();
    }

    @Override
    public @Nullable String peerAddress(HttpExchange exchange) {
        InetAddress address = exchange.getRemoteAddress().getAddress();
        return address == null ? null : address.getHostAddress();
    }

    @Override
    public int peerPort(HttpExchange exchange) {
        return exchange.getRemoteAddress().getPort();
    }

    @Override
    public int statusCode(ExchangeSpan answer) {
        return answer.exchange().getResponseCode();
    }

    @Override
    public @Nullable List<String> requestHeader(HttpExchange exchange, String name) {
        return exchange.getRequestHeaders().get(name);
    }

    @Override
    public @Nullable List<String> responseHeader(ExchangeSpan answer, String name) {
        return answer.exchange().getResponseHeaders().get(name);
    }

    @Override
    public void addResponseHeader(ExchangeSpan answer, String name, String value) {
        answer.exchange().getResponseHeaders().add(name, value);
    }

    @Override
    public long requestBodyBytes(ExchangeSpan answer) {
        return answer.requestBodyBytes();
    }

    @Override
    public long responseBodyBytes(ExchangeSpan answer) {
        return answer.responseBodyBytes();
    }

    @Override
    @SuppressWarnings("deprecation") // still abstract in OpenTelemetry, and some propagators still call it
    public Iterable<String> keys(HttpExchange exchange) {
        return exchange.getRequestHeaders().keySet();
    }

    @Override
    public @Nullable String get(@Nullable HttpExchange exchange, String name) {
        return exchange == null ? null : exchange.getRequestHeaders().getFirst(name);
    }

    @Override
    public Iterator<String> getAll(@Nullable HttpExchange exchange, String name) {
        List<String> values =
                exchange == null ? null : exchange.getRequestHeaders().get(name);
        return (values == null ? List.<String>of() : values).iterator();
    }
}
