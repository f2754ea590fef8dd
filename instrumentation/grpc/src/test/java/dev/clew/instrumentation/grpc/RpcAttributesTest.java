package dev.clew.instrumentation.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.semconv.ClientAttributes;
import io.opentelemetry.semconv.ErrorAttributes;
import io.opentelemetry.semconv.NetworkAttributes;
import io.opentelemetry.semconv.ServerAttributes;
import org.junit.jupiter.api.Test;

class RpcAttributesTest {
    @Test
    void keys_areThoseOfTheStableConventions() {
        assertThat(RpcAttributes.RPC_SYSTEM_NAME).isEqualTo(io.opentelemetry.semconv.RpcAttributes.RPC_SYSTEM_NAME);
        assertThat(RpcAttributes.RPC_METHOD).isEqualTo(io.opentelemetry.semconv.RpcAttributes.RPC_METHOD);
        assertThat(RpcAttributes.RPC_METHOD_ORIGINAL)
                .isEqualTo(io.opentelemetry.semconv.RpcAttributes.RPC_METHOD_ORIGINAL);
        assertThat(RpcAttributes.RPC_STATUS_CODE).isEqualTo(io.opentelemetry.semconv.RpcAttributes.RPC_STATUS_CODE);
        assertThat(RpcAttributes.ERROR_TYPE).isEqualTo(ErrorAttributes.ERROR_TYPE);
        assertThat(RpcAttributes.SERVER_ADDRESS).isEqualTo(ServerAttributes.SERVER_ADDRESS);
        assertThat(RpcAttributes.SERVER_PORT).isEqualTo(ServerAttributes.SERVER_PORT);
        assertThat(RpcAttributes.CLIENT_ADDRESS).isEqualTo(ClientAttributes.CLIENT_ADDRESS);
        assertThat(RpcAttributes.NETWORK_PEER_ADDRESS).isEqualTo(NetworkAttributes.NETWORK_PEER_ADDRESS);
        assertThat(RpcAttributes.NETWORK_PEER_PORT).isEqualTo(NetworkAttributes.NETWORK_PEER_PORT);
    }
}
