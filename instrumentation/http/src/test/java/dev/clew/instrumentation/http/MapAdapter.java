package dev.clew.instrumentation.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A library whose requests are maps of headers and whose responses are status codes. */
class MapAdapter implements HttpServerAdapter<Map<String, String>, Integer> {
    @Override
    public String method(Map<String, String> request) {
        return "GET";
    }

    @Override
    public String scheme(Map<String, String> request) {
        return "http";
    }

    @Override
    public String path(Map<String, String> request) {
        return "/orders/7";
    }

    @Override
    public @Nullable String query(Map<String, String> request) {
        return null;
    }

    @Override
    public String protocolVersion(Map<String, String> request) {
        return "1.1";
    }

    @Override
    public String route(Map<String, String> request) {
        return "/orders/*";
    }

    @Override
    public String peerAddress(Map<String, String> request) {
        return "192.0.2.1";
    }

    @Override
    public int peerPort(Map<String, String> request) {
        return 4711;
    }

    @Override
    public int statusCode(Integer response) {
        return response;
    }

    @Override
    public @Nullable List<String> requestHeader(Map<String, String> request, String name) {
        return null;
    }

    @Override
    public @Nullable List<String> responseHeader(Integer response, String name) {
        return null;
    }

    @Override
    public void addResponseHeader(Integer response, String name, String value) {}

    @Override
    public long requestBodyBytes(Integer response) {
        return -1;
    }

    @Override
    public long responseBodyBytes(Integer response) {
        return -1;
    }

    @Override
    @SuppressWarnings("deprecation") // still abstract in OpenTelemetry
    public Iterable<String> keys(Map<String, String> request) {
        return request.keySet();
    }

    @Override
    @SuppressWarnings("NullAway") // a getter may be asked without a request, and this one is not
    public @Nullable String get(Map<String, String> request, String name) {
        return request.get(name);
    }
}
