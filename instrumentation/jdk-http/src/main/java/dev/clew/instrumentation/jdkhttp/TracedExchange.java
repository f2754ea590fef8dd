package dev.clew.instrumentation.jdkhttp;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * An exchange that says when it is answered or closed. It passes everything on: the JDK keeps an exchange's attributes with
 * its {@link HttpContext}, shared by all requests, so there is no other place to hang a span on. {@link TracedHttpsExchange} is
 * the same over HTTPS: handlers tell the two by their classes.
 */
final class TracedExchange extends HttpExchange {
    private final HttpExchange exchange;
    private final ExchangeSpan span;

    TracedExchange(HttpExchange exchange, ExchangeSpan span) {
        this.exchange = exchange;
        this.span = span;
    }

    @Override
    public void sendResponseHeaders(int statusCode, long responseLength) throws IOException {
        span.sendResponseHeaders(statusCode, responseLength);
    }

    @Override
    public void close() {
        span.close();
    }

    @Override
    public Headers getRequestHeaders() {
        return exchange.getRequestHeaders();
    }

    @Override
    public Headers getResponseHeaders() {
        return exchange.getResponseHeaders();
    }

    @Override
    public URI getRequestURI() {
        return exchange.getRequestURI();
    }

    @Override
    public String getRequestMethod() {
        return exchange.getRequestMethod();
    }

    @Override
    public HttpContext getHttpContext() {
        return exchange.getHttpContext();
    }

    @Override
    public InputStream getRequestBody() {
        return span.requestBody();
    }

    @Override
    public OutputStream getResponseBody() {
        return span.responseBody();
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return exchange.getRemoteAddress();
    }

    @Override
    public int getResponseCode() {
        return exchange.getResponseCode();
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return exchange.getLocalAddress();
    }

    @Override
    public String getProtocol() {
        return exchange.getProtocol();
    }

    @Override
    public Object getAttribute(String name) {
        return exchange.getAttribute(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        exchange.setAttribute(name, value);
    }

    @Override
    public void setStreams(InputStream request, OutputStream response) {
        exchange.setStreams(request, response);
    }

    @Override
    public HttpPrincipal getPrincipal() {
        return exchange.getPrincipal();
    }
}
