package dev.clew.instrumentation.jdkhttpclient;

import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;

/** What came back, before the body or after it. */
record Incoming(int statusCode, HttpHeaders headers, HttpClient.Version version) {
    static Incoming of(HttpResponse.ResponseInfo info) {
        return new Incoming(info.statusCode(), info.headers(), info.version());
    }

    static Incoming of(HttpResponse<?> response) {
        return new Incoming(response.statusCode(), response.headers(), response.version());
    }
}
