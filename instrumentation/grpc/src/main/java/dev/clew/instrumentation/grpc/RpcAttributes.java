package dev.clew.instrumentation.grpc;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/**
 * The attributes of the RPC semantic conventions that Clew sets, stable in 1.45. Headers and trailers are still in
 * development there; messages have been given up without a successor.
 */
final class RpcAttributes {
    static final AttributeKey<String> CLIENT_ADDRESS = stringKey("client.address");
    static final AttributeKey<String> ERROR_TYPE = stringKey("error.type");
    static final AttributeKey<String> NETWORK_PEER_ADDRESS = stringKey("network.peer.address");
    static final AttributeKey<Long> NETWORK_PEER_PORT = longKey("network.peer.port");
    static final AttributeKey<Long> RPC_MESSAGE_ID = longKey("rpc.message.id");
    static final AttributeKey<String> RPC_MESSAGE_TYPE = stringKey("rpc.message.type");
    static final AttributeKey<String> RPC_METHOD = stringKey("rpc.method");
    static final AttributeKey<String> RPC_METHOD_ORIGINAL = stringKey("rpc.method_original");
    static final AttributeKey<String> RPC_STATUS_CODE = stringKey("rpc.status_code");
    static final AttributeKey<String> RPC_SYSTEM_NAME = stringKey("rpc.system.name");
    static final AttributeKey<String> SERVER_ADDRESS = stringKey("server.address");
    static final AttributeKey<Long> SERVER_PORT = longKey("server.port");

    private RpcAttributes() {}

    static AttributeKey<List<String>> requestHeader(String name) {
        return stringArrayKey("rpc.request.header." + name);
    }

    static AttributeKey<List<String>> responseHeader(String name) {
        return stringArrayKey("rpc.response.header." + name);
    }

    static AttributeKey<List<String>> responseTrailer(String name) {
        return stringArrayKey("rpc.response.trailer." + name);
    }
}
