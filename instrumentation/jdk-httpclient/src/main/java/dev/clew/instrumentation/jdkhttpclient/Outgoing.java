package dev.clew.instrumentation.jdkhttpclient;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;

/** What is about to be sent, by a client or for a WebSocket, whose handshake is no {@link HttpRequest}. */
record Outgoing(String method, URI uri, HttpHeaders headers) {
    static Outgoing of(HttpRequest request) {
        return new Outgoing(request.method(), request.uri(), request.headers());
    }
}
