package dev.clew.it.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.clew.instrumentation.grpc.GrpcTracing;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clew's instrumentation of gRPC where OpenTelemetry's bridge keeps gRPC's context inside OpenTelemetry's. */
@Timeout(60)
class GrpcContextBridgeTest {
    private static final MethodDescriptor<String, String> SAY = MethodDescriptor.<String, String>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("Echo/Say")
            .setRequestMarshaller(new Empty())
            .setResponseMarshaller(new Empty())
            .build();

    @Test
    void theBridgeIsHere() {
        assertThatCode(() -> Class.forName("io.grpc.override.ContextStorageOverride"))
                .doesNotThrowAnyException();
    }

    @Test
    void whatCarriesOnlyTheContextOfGrpcCarriesBoth() throws Exception {
        exchange(io.grpc.Context::currentContextExecutor);
    }

    @Test
    void whatCarriesOnlyTheContextOfOpenTelemetryCarriesBoth() throws Exception {
        exchange(Context::taskWrapping);
    }

    private static void exchange(UnaryOperator<Executor> carrying) throws Exception {
        Telemetry seen = Telemetry.sameOnBoth(otel -> exchange(otel, carrying));

        assertThat(seen.trees("rpc.method", "deadline"))
                .containsExactly("call > CLIENT Echo/Say [rpc.method=Echo/Say] > SERVER Echo/Say [rpc.method=Echo/Say]"
                        + " > work [deadline=true]");
    }

    private static void exchange(OpenTelemetry otel, UnaryOperator<Executor> carrying) throws Exception {
        GrpcTracing tracing = GrpcTracing.create(otel);
        Tracer tracer = otel.getTracer("test");
        String name = InProcessServerBuilder.generateName();
        // Of our own, to wait for the callbacks that end spans: they may come after both sides have terminated.
        ExecutorService callbacks = Executors.newCachedThreadPool();
        ExecutorService pool = Executors.newSingleThreadExecutor();
        Server server = InProcessServerBuilder.forName(name)
                .executor(callbacks)
                .intercept(tracing.serverInterceptor())
                .addService(ServerServiceDefinition.builder("Echo")
                        .addMethod(
                                SAY,
                                ServerCalls.asyncUnaryCall((asked, out) -> carrying.apply(pool)
                                        .execute(() -> {
                                            boolean deadline =
                                                    io.grpc.Context.current().getDeadline() != null;
                                            tracer.spanBuilder("work")
                                                    .setAttribute("deadline", deadline)
                                                    .startSpan()
                                                    .end();
                                            out.onNext(asked);
                                            out.onCompleted();
                                        })))
                        .build())
                .build()
                .start();
        ManagedChannel channel = InProcessChannelBuilder.forName(name)
                .executor(callbacks)
                .intercept(tracing.clientInterceptor())
                .build();
        Span parent = tracer.spanBuilder("call").startSpan();
        try (Scope ignored = parent.makeCurrent()) {
            ClientCalls.blockingUnaryCall(channel, SAY, CallOptions.DEFAULT.withDeadlineAfter(1, TimeUnit.MINUTES), "");
        } finally {
            parent.end();
            channel.shutdown().awaitTermination(10, TimeUnit.SECONDS);
            server.shutdown().awaitTermination(10, TimeUnit.SECONDS);
            pool.shutdown();
            callbacks.shutdown();
            assertThat(callbacks.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Messages without content. */
    private static final class Empty implements MethodDescriptor.Marshaller<String> {
        @Override
        public InputStream stream(String value) {
            return new ByteArrayInputStream(new byte[0]);
        }

        @Override
        public String parse(InputStream stream) {
            return "";
        }
    }
}
