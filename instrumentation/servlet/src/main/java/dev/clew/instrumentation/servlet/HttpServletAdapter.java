package dev.clew.instrumentation.servlet;

import dev.clew.instrumentation.http.HttpServerAdapter;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the container's requests and responses. Threads: any. */
final class HttpServletAdapter implements HttpServerAdapter<HttpServletRequest, ServletExchange> {
    /** The id of a session, which lets its reader in, where the client takes no cookies. */
    private static final Pattern SESSION_ID = Pattern.compile("(?i)(;jsessionid=)[^;/]*");

    @Override
    public String method(HttpServletRequest request) {
        return request.getMethod();
    }

    @Override
    public String scheme(HttpServletRequest request) {
        return request.getScheme();
    }

    @Override
    public @Nullable String path(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path == null || path.indexOf(';') < 0
                ? path
                : SESSION_ID.matcher(path).replaceAll("$1REDACTED");
    }

    @Override
    public @Nullable String query(HttpServletRequest request) {
        return request.getQueryString();
    }

    @Override
    public @Nullable String protocolVersion(HttpServletRequest request) {
        String protocol = request.getProtocol();
        if (protocol == null || !protocol.startsWith("HTTP/")) {
            return null;
        }
        return protocol.equals("HTTP/2.0") ? "2" : protocol.equals("HTTP/3.0") ? "3" : protocol.substring(5);
    }

    /** The servlet's mapping, below the path of its application; null for the default servlet, which takes what no other does. */
    @Override
    public @Nullable String route(HttpServletRequest request) {
        HttpServletMapping mapping = request.getHttpServletMapping();
        MappingMatch match = mapping == null ? null : mapping.getMappingMatch();
        if (mapping == null || match == null || match == MappingMatch.DEFAULT) {
            return null;
        }
        String pattern = mapping.getPattern();
        return request.getContextPath() + (pattern.startsWith("/") ? pattern : '/' + pattern);
    }

    @Override
    public @Nullable String peerAddress(HttpServletRequest request) {
        return request.getRemoteAddr();
    }

    @Override
    public int peerPort(HttpServletRequest request) {
        return request.getRemotePort();
    }

    /** The response's, or what the container will make of an exception that it has not seen yet. */
    @Override
    public int statusCode(ServletExchange exchange) {
        Throwable error = exchange.error();
        if (error == null || exchange.response().isCommitted()) {
            return exchange.response().getStatus();
        }
        if (error instanceof UnavailableException unavailable) {
            return unavailable.isPermanent()
                    ? HttpServletResponse.SC_NOT_FOUND
                    : HttpServletResponse.SC_SERVICE_UNAVAILABLE;
        }
        return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }

    @Override
    public @Nullable String errorType(ServletExchange exchange) {
        return exchange.timedOut() && statusCode(exchange) >= 500 ? "timeout" : null;
    }

    @Override
    public @Nullable List<String> requestHeader(HttpServletRequest request, String name) {
        Enumeration<String> values = request.getHeaders(name);
        return values == null ? null : Collections.list(values);
    }

    @Override
    public @Nullable List<String> responseHeader(ServletExchange exchange, String name) {
        return new ArrayList<>(exchange.response().getHeaders(name));
    }

    @Override
    public void addResponseHeader(ServletExchange exchange, String name, String value) {
        exchange.response().addHeader(name, value);
    }

    /** What the request announces; a chunked one announces nothing. */
    @Override
    public long requestBodyBytes(ServletExchange exchange) {
        return exchange.request().getContentLengthLong();
    }

    @Override
    public long responseBodyBytes(ServletExchange exchange) {
        if (exchange.request().getMethod().equals("HEAD")) {
            return 0;
        }
        return exchange.error() == null ? exchange.writtenBytes().get() : -1;
    }

    @Override
    @SuppressWarnings("deprecation") // still abstract in OpenTelemetry, and some propagators still call it
    public Iterable<String> keys(HttpServletRequest request) {
        Enumeration<String> names = request.getHeaderNames();
        return names == null ? List.of() : Collections.list(names);
    }

    @Override
    public @Nullable String get(@Nullable HttpServletRequest request, String name) {
        return request == null ? null : request.getHeader(name);
    }

    @Override
    public Iterator<String> getAll(@Nullable HttpServletRequest request, String name) {
        Enumeration<String> values = request == null ? null : request.getHeaders(name);
        return values == null ? Collections.emptyIterator() : values.asIterator();
    }
}
