package dev.clew.it.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.instrumentation.grpc.v1_6.GrpcTelemetry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** OpenTelemetry's own instrumentation of gRPC, client and server; its bridge keeps gRPC's context and OpenTelemetry's in step. */
@Timeout(60)
class GrpcInstrumentationTest {
    private static final MethodDescriptor<String, String> SAY = method(MethodDescriptor.MethodType.UNARY, "Say");
    private static final MethodDescriptor<String, String> REPEAT =
            method(MethodDescriptor.MethodType.SERVER_STREAMING, "Repeat");

    @Test
    void callsAreOneTraceFromClientToWork() throws Exception {
        Telemetry seen = Telemetry.sameOnBoth(otel -> exchange(otel, channel -> {
            assertThat(ClientCalls.blockingUnaryCall(channel, SAY, CallOptions.DEFAULT, "hello"))
                    .isEqualTo("hello");
            Iterator<String> answers =
                    ClientCalls.blockingServerStreamingCall(channel, REPEAT, CallOptions.DEFAULT, "again");
            assertThat(answers).toIterable().containsExactly("again", "again");
        }));

        assertThat(seen.trees("rpc.method"))
                .singleElement()
                .asString()
                .startsWith("call > (CLIENT Echo/Say")
                .contains("SERVER Echo/Say", "> work", "CLIENT Echo/Repeat", "SERVER Echo/Repeat");
    }

    @Test
    void anErrorIsOnBothSides() throws Exception {
        Telemetry seen = Telemetry.sameOnBoth(otel -> exchange(
                otel,
                channel -> assertThatExceptionOfType(StatusRuntimeException.class)
                        .isThrownBy(() -> ClientCalls.blockingUnaryCall(channel, SAY, CallOptions.DEFAULT, "fail"))));

        assertThat(seen.trees())
                .singleElement()
                .asString()
                .startsWith("call > CLIENT Echo/Say [ERROR] > SERVER Echo/Say [ERROR]");
    }

    private interface Calls {
        void on(ManagedChannel channel);
    }

    private static void exchange(OpenTelemetry otel, Calls calls) throws IOException, InterruptedException {
        GrpcTelemetry telemetry = GrpcTelemetry.create(otel);
        String name = InProcessServerBuilder.generateName();
        // Of our own, to wait for the callbacks that end spans: they may come after both sides have terminated.
        ExecutorService callbacks = Executors.newCachedThreadPool();
        Server server = InProcessServerBuilder.forName(name)
                .executor(callbacks)
                .intercept(telemetry.createServerInterceptor())
                .addService(new Echo(otel.getTracer("test")))
                .build()
                .start();
        ManagedChannel channel = InProcessChannelBuilder.forName(name)
                .executor(callbacks)
                .intercept(telemetry.createClientInterceptor())
                .build();
        Span parent = otel.getTracer("test").spanBuilder("call").startSpan();
        try (Scope ignored = parent.makeCurrent()) {
            calls.on(channel);
        } finally {
            parent.end();
            channel.shutdown().awaitTermination(10, TimeUnit.SECONDS);
            server.shutdown().awaitTermination(10, TimeUnit.SECONDS);
            callbacks.shutdown();
            assertThat(callbacks.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Answers with what it was asked; its work is a span that only finds its parent in the current context. */
    private record Echo(Tracer tracer) implements BindableService {
        @Override
        public ServerServiceDefinition bindService() {
            return ServerServiceDefinition.builder("Echo")
                    .addMethod(SAY, ServerCalls.asyncUnaryCall((asked, out) -> answer(asked, List.of(asked), out)))
                    .addMethod(
                            REPEAT,
                            ServerCalls.asyncServerStreamingCall(
                                    (asked, out) -> answer(asked, List.of(asked, asked), out)))
                    .build();
        }

        private void answer(String asked, List<String> answers, StreamObserver<String> out) {
            tracer.spanBuilder("work").startSpan().end();
            if (asked.equals("fail")) {
                out.onError(Status.INTERNAL.withDescription("no").asRuntimeException());
                return;
            }
            answers.forEach(out::onNext);
            out.onCompleted();
        }
    }

    private static MethodDescriptor<String, String> method(MethodDescriptor.MethodType type, String name) {
        return MethodDescriptor.<String, String>newBuilder()
                .setType(type)
                .setFullMethodName(MethodDescriptor.generateFullMethodName("Echo", name))
                .setRequestMarshaller(new Text())
                .setResponseMarshaller(new Text())
                .build();
    }

    private static final class Text implements MethodDescriptor.Marshaller<String> {
        @Override
        public InputStream stream(String value) {
            return new ByteArrayInputStream(value.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        @Override
        public String parse(InputStream stream) {
            try {
                return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
