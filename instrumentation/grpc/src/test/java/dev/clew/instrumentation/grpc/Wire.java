package dev.clew.instrumentation.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.ClientInterceptor;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server that echoes, and a channel to it, with interceptors on both; the last one given runs first. */
final class Wire implements AutoCloseable {
    // Of our own, to wait for the callbacks that end spans: they may come after both sides have terminated.
    private final ExecutorService callbacks = Executors.newCachedThreadPool(Wire::quietThread);
    private final Server server;
    private final int port;
    private final ManagedChannel channel;

    private Wire(Stack stack, Handlers handlers, List<ClientInterceptor> client, List<ServerInterceptor> service)
            throws IOException {
        String name = UUID.randomUUID().toString();
        var serverBuilder = stack.server(name).executor(callbacks).addService(handlers.definition());
        service.forEach(serverBuilder::intercept);
        this.server = serverBuilder.build().start();
        this.port = server.getPort();
        this.channel = stack.channel(name, server)
                .executor(callbacks)
                .intercept(client)
                .build();
    }

    /** What the service does for each of its methods; by default it echoes what it gets. */
    static final class Handlers {
        private ServerCallHandler<String, String> say =
                ServerCalls.asyncUnaryCall((request, out) -> answer(List.of(request), out));
        private ServerCallHandler<String, String> repeat =
                ServerCalls.asyncServerStreamingCall((request, out) -> answer(List.of(request, request), out));
        private final ServerCallHandler<String, String> gather =
                ServerCalls.asyncClientStreamingCall(out -> collecting(out, true));
        private ServerCallHandler<String, String> chat =
                ServerCalls.asyncBidiStreamingCall(out -> collecting(out, false));

        Handlers say(ServerCallHandler<String, String> handler) {
            say = handler;
            return this;
        }

        Handlers repeat(ServerCallHandler<String, String> handler) {
            repeat = handler;
            return this;
        }

        Handlers chat(ServerCallHandler<String, String> handler) {
            chat = handler;
            return this;
        }

        private ServerServiceDefinition definition() {
            return ServerServiceDefinition.builder("suite.Echo")
                    .addMethod(Text.SAY, say)
                    .addMethod(Text.GATHER, gather)
                    .addMethod(Text.REPEAT, repeat)
                    .addMethod(Text.CHAT, chat)
                    .build();
        }
    }

    static Wire start(Stack stack, Handlers handlers, GrpcTracing tracing) {
        return start(stack, handlers, List.of(tracing.clientInterceptor()), List.of(tracing.serverInterceptor()));
    }

    static Wire start(Stack stack, Handlers handlers, List<ClientInterceptor> client, List<ServerInterceptor> service) {
        try {
            return new Wire(stack, handlers, client, service);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the tests throw on these threads has been seen by then. */
    private static Thread quietThread(Runnable task) {
        Thread thread = new Thread(task, "callbacks");
        thread.setUncaughtExceptionHandler((ignored, error) -> {});
        return thread;
    }

    /** Waits for the connection: before it there is, a call keeps what it is told to itself. */
    Wire connected() {
        await().until(() -> channel.getState(true) == ConnectivityState.READY);
        return this;
    }

    ManagedChannel channel() {
        return channel;
    }

    Server server() {
        return server;
    }

    int port() {
        return port;
    }

    /** Ends both sides in good order; every callback has returned then. */
    void drain() {
        try {
            assertThat(channel.shutdown().awaitTermination(20, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(server.shutdown().awaitTermination(20, TimeUnit.SECONDS)).isTrue();
            callbacks.shutdown();
            assertThat(callbacks.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.shutdownNow();
        callbacks.shutdown();
    }

    static void answer(List<String> answers, StreamObserver<String> out) {
        answers.forEach(out::onNext);
        out.onCompleted();
    }

    private static StreamObserver<String> collecting(StreamObserver<String> out, boolean once) {
        List<String> seen = new ArrayList<>();
        return new StreamObserver<>() {
            @Override
            public void onNext(String value) {
                if (once) {
                    seen.add(value);
                } else {
                    out.onNext(value);
                }
            }

            @Override
            public void onError(Throwable error) {}

            @Override
            public void onCompleted() {
                answer(once ? List.of(String.join(",", seen)) : List.of(), out);
            }
        };
    }

    /** What a listener or an observer got, for tests that look at all of it. */
    static final class Answers implements StreamObserver<String> {
        private final CompletableFuture<List<String>> done = new CompletableFuture<>();
        private final List<String> values = new CopyOnWriteArrayList<>();

        @Override
        public void onNext(String value) {
            values.add(value);
        }

        @Override
        public void onError(Throwable error) {
            done.completeExceptionally(error);
        }

        @Override
        public void onCompleted() {
            done.complete(values);
        }

        List<String> join() {
            return done.orTimeout(20, TimeUnit.SECONDS).join();
        }

        @Nullable
        Throwable error() {
            return done.handle((values, error) -> error)
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
        }

        int count() {
            return values.size();
        }
    }
}
