package dev.clew.sampler.jaeger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GrpcSourceTest {
    private final List<byte[]> questions = new CopyOnWriteArrayList<>();
    private final Server server;
    private volatile Status status = Status.OK;
    private volatile byte[] answer = {};

    GrpcSourceTest() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(ServerServiceDefinition.builder("jaeger.api_v2.SamplingManager")
                        .addMethod(GrpcSource.METHOD, new Answering())
                        .build())
                .build()
                .start();
    }

    @AfterEach
    void stop() {
        server.shutdownNow();
    }

    private GrpcSource source() {
        return new GrpcSource(URI.create("http://127.0.0.1:" + server.getPort()), "shop");
    }

    @Test
    void fetch_asksForTheServiceAgainAndAgain() throws IOException {
        GrpcSource source = source();
        answer = new byte[] {0x08, 1, 0x1A, 2, 0x08, 7};
        assertThat(source.fetch()).isEqualTo(new Strategy.RateLimiting(7));
        answer = new byte[] {0x08, 1, 0x1A, 2, 0x08, 8};
        assertThat(source.fetch()).isEqualTo(new Strategy.RateLimiting(8));
        source.close();

        assertThat(questions).hasSize(2).containsOnly(ProtobufAnswer.question("shop"));
    }

    @Test
    void fetch_takesTheSchemeInAnyCase() throws IOException {
        answer = new byte[] {0x08, 1, 0x1A, 2, 0x08, 7};
        try (GrpcSource source = new GrpcSource(URI.create("HTTP://127.0.0.1:" + server.getPort()), "shop")) {
            assertThat(source.fetch()).isEqualTo(new Strategy.RateLimiting(7));
        }
    }

    @Test
    void fetch_thatIsRefusedSaysWhy() {
        GrpcSource source = source();
        status = Status.NOT_FOUND.withDescription("no such service");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(source::fetch)
                .withMessage("NOT_FOUND: no such service");
        source.close();
    }

    @Test
    void fetch_ofGarbageFails() {
        GrpcSource source = source();
        answer = new byte[] {1, 2, 3};

        assertThatExceptionOfType(InvalidAnswerException.class).isThrownBy(source::fetch);
        source.close();
    }

    @Test
    void fetch_afterCloseFails() {
        GrpcSource source = source();
        source.close();

        assertThatExceptionOfType(IOException.class).isThrownBy(source::fetch);
    }

    private final class Answering implements ServerCallHandler<byte[], byte[]> {
        @Override
        public ServerCall.Listener<byte[]> startCall(ServerCall<byte[], byte[]> call, Metadata headers) {
            call.request(1);
            return new ServerCall.Listener<>() {
                @Override
                public void onMessage(byte[] question) {
                    questions.add(question);
                    if (status.isOk()) {
                        call.sendHeaders(new Metadata());
                        call.sendMessage(answer);
                    }
                    call.close(status, new Metadata());
                }
            };
        }
    }
}
