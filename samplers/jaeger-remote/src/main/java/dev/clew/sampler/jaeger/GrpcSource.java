package dev.clew.sampler.jaeger;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks Jaeger's gRPC port, 5779 or of old 14250, with the transport that is on the class path. */
final class GrpcSource implements StrategySource {
    private static final long TIMEOUT_SECONDS = 5;
    static final MethodDescriptor<byte[], byte[]> METHOD = MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("jaeger.api_v2.SamplingManager/GetSamplingStrategy")
            .setRequestMarshaller(new Bytes())
            .setResponseMarshaller(new Bytes())
            .build();

    private final URI endpoint;
    private final byte[] question;
    private final ManagedChannel channel;

    /** Throws what grpc-java throws when it has no transport. */
    GrpcSource(URI endpoint, String serviceName) {
        this.endpoint = endpoint;
        this.question = ProtobufAnswer.question(serviceName);
        boolean plain = "http".equalsIgnoreCase(endpoint.getScheme());
        int port = endpoint.getPort() >= 0 ? endpoint.getPort() : plain ? 80 : 443;
        ManagedChannelBuilder<?> builder = ManagedChannelBuilder.forAddress(endpoint.getHost(), port);
        this.channel = (plain ? builder.usePlaintext() : builder.useTransportSecurity()).build();
    }

    @Override
    public Strategy fetch() throws IOException {
        ClientCall<byte[], byte[]> call =
                channel.newCall(METHOD, CallOptions.DEFAULT.withDeadlineAfter(TIMEOUT_SECONDS, TimeUnit.SECONDS));
        Answer answer = new Answer();
        call.start(answer, new Metadata());
        call.sendMessage(question);
        call.halfClose();
        call.request(1);
        try {
            return ProtobufAnswer.parse(answer.message.get(2 * TIMEOUT_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            throw new IOException(cause == null ? failed.toString() : cause.getMessage(), cause);
        } catch (TimeoutException late) {
            call.cancel("no answer in time", late);
            throw new IOException("no answer in " + 2 * TIMEOUT_SECONDS + " seconds", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            call.cancel("the sampler is closed", interrupted);
            throw new IOException("interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    @Override
    public String toString() {
        return "gRPC " + endpoint;
    }

    /** The only message of the answer. */
    private static final class Answer extends ClientCall.Listener<byte[]> {
        private final CompletableFuture<byte[]> message = new CompletableFuture<>();

        @Override
        public void onMessage(byte[] bytes) {
            message.complete(bytes);
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            String why = status.getCode() + (status.getDescription() == null ? "" : ": " + status.getDescription());
            message.completeExceptionally(
                    new IOException(status.isOk() ? "it answers nothing" : why, status.getCause()));
        }
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] bytes) {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
