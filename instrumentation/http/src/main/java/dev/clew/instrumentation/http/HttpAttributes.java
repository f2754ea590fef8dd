package dev.clew.instrumentation.http;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/** The attributes of the stable HTTP semantic conventions that Clew sets. */
final class HttpAttributes {
    static final AttributeKey<String> CLIENT_ADDRESS = stringKey("client.address");
    static final AttributeKey<String> ERROR_TYPE = stringKey("error.type");
    static final AttributeKey<String> HTTP_REQUEST_METHOD = stringKey("http.request.method");
    static final AttributeKey<String> HTTP_REQUEST_METHOD_ORIGINAL = stringKey("http.request.method_original");
    static final AttributeKey<Long> HTTP_REQUEST_RESEND_COUNT = longKey("http.request.resend_count");
    static final AttributeKey<Long> HTTP_RESPONSE_STATUS_CODE = longKey("http.response.status_code");
    static final AttributeKey<String> HTTP_ROUTE = stringKey("http.route");
    static final AttributeKey<String> NETWORK_PEER_ADDRESS = stringKey("network.peer.address");
    static final AttributeKey<Long> NETWORK_PEER_PORT = longKey("network.peer.port");
    static final AttributeKey<String> NETWORK_PROTOCOL_VERSION = stringKey("network.protocol.version");
    static final AttributeKey<String> SERVER_ADDRESS = stringKey("server.address");
    static final AttributeKey<Long> SERVER_PORT = longKey("server.port");
    static final AttributeKey<String> URL_FULL = stringKey("url.full");
    static final AttributeKey<String> URL_PATH = stringKey("url.path");
    static final AttributeKey<String> URL_QUERY = stringKey("url.query");
    static final AttributeKey<String> URL_SCHEME = stringKey("url.scheme");
    static final AttributeKey<String> USER_AGENT_ORIGINAL = stringKey("user_agent.original");

    private HttpAttributes() {}
}
