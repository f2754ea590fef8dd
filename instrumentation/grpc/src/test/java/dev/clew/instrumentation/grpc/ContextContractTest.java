package dev.clew.instrumentation.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Deadline;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.opentelemetry.api.impl.InstrumentationUtil;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is current where, and that OpenTelemetry's context and gRPC's stay in step. */
class ContextContractTest extends GrpcContract {
    private final Map<String, String> current = new ConcurrentHashMap<>();

    private void note(String where) {
        current.put(where, Span.current().getSpanContext().getSpanId());
    }

    @Test
    void spanOfTheServerIsCurrentInEveryCallback() {
        Wire wire = wire(new Wire.Handlers().chat((call, headers) -> {
            note("startCall");
            call.sendHeaders(new Metadata());
            call.request(2);
            return new Noting(call);
        }));
        ClientCall<String, String> call = wire.channel().newCall(Text.CHAT, CallOptions.DEFAULT);
        EndsContractTest.Ended ended = new EndsContractTest.Ended();
        call.start(ended, new Metadata());
        call.request(1);
        call.sendMessage("hello");
        call.halfClose();
        ended.await();

        String server = span(SpanKind.SERVER).getSpanId();
        assertThat(current)
                .isEqualTo(Map.of(
                        "startCall", server,
                        "onReady", server,
                        "onMessage", server,
                        "onHalfClose", server,
                        "onComplete", server));
    }

    @Test
    void spanOfTheServerIsCurrentWhenTheClientCancels() {
        Wire wire = wire(new Wire.Handlers().chat((call, headers) -> {
            note("startCall");
            return new Noting(call);
        }));
        ClientCall<String, String> call = wire.channel().newCall(Text.CHAT, CallOptions.DEFAULT);
        EndsContractTest.Ended ended = new EndsContractTest.Ended();
        call.start(ended, new Metadata());
        await().until(() -> current.containsKey("startCall"));
        call.cancel("changed my mind", null);
        ended.await();

        assertThat(span(SpanKind.SERVER).getSpanId()).isEqualTo(current.get("onCancel"));
    }

    @Test
    void callbacksOfTheClientRunWhereTheCallWasMade() {
        Wire wire = wire();
        ClientCall<String, String> call;
        Span parent = parent();
        try (Scope scope = parent.makeCurrent()) {
            call = wire.channel().newCall(Text.CHAT, CallOptions.DEFAULT);
        }
        EndsContractTest.Ended ended = new EndsContractTest.Ended() {
            @Override
            public void onReady() {
                note("onReady");
            }

            @Override
            public void onHeaders(Metadata headers) {
                note("onHeaders");
            }

            @Override
            public void onMessage(String message) {
                note("onMessage");
            }

            @Override
            public void onClose(Status status, Metadata trailers) {
                note("onClose");
                super.onClose(status, trailers);
            }
        };
        call.start(ended, new Metadata());
        call.request(2);
        call.sendMessage("hello");
        call.halfClose();
        ended.await();

        String made = parent.getSpanContext().getSpanId();
        assertThat(span(SpanKind.CLIENT).getParentSpanId()).isEqualTo(made);
        assertThat(current).isEqualTo(Map.of("onReady", made, "onHeaders", made, "onMessage", made, "onClose", made));
    }

    @Test
    void spanOfTheClientIsCurrentInTheInterceptorsBelow() {
        GrpcTracing tracing = tracing();
        ClientInterceptor below = new ClientInterceptor() {
            @Override
            public <Q, R> ClientCall<Q, R> interceptCall(
                    MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
                return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
                    @Override
                    public void start(Listener<R> listener, Metadata headers) {
                        note("start");
                        super.start(listener, headers);
                    }

                    @Override
                    public void sendMessage(Q message) {
                        note("sendMessage");
                        super.sendMessage(message);
                    }

                    @Override
                    public void halfClose() {
                        note("halfClose");
                        super.halfClose();
                    }
                };
            }
        };
        Wire wire =
                keep(Wire.start(stack, new Wire.Handlers(), List.of(below, tracing.clientInterceptor()), List.of()));
        say(wire, "hello");

        String client = span(SpanKind.CLIENT).getSpanId();
        assertThat(current).isEqualTo(Map.of("start", client, "sendMessage", client, "halfClose", client));
    }

    @Test
    void callThatAHandlerMakesIsItsChildAndIsCancelledWithIt() throws Exception {
        CompletableFuture<Deadline> deadline = new CompletableFuture<>();
        Wire inner = wire(new Wire.Handlers()
                .say(ServerCalls.asyncUnaryCall((request, out) ->
                        deadline.complete(io.grpc.Context.current().getDeadline()))));
        Wire outer = wire(new Wire.Handlers().say(ServerCalls.asyncUnaryCall((request, out) -> {
            ClientCalls.asyncUnaryCall(inner.channel().newCall(Text.SAY, CallOptions.DEFAULT), request, out);
        })));
        ClientCall<String, String> call =
                outer.channel().newCall(Text.SAY, CallOptions.DEFAULT.withDeadlineAfter(1, TimeUnit.MINUTES));
        Wire.Answers answers = new Wire.Answers();
        ClientCalls.asyncUnaryCall(call, "hello", answers);
        assertThat(deadline.get(20, TimeUnit.SECONDS).timeRemaining(TimeUnit.SECONDS))
                .isBetween(0L, 60L);
        call.cancel("changed my mind", null);
        answers.error();

        List<SpanData> spans = spans();
        assertThat(spans)
                .hasSize(4)
                .allSatisfy(span -> assertThat(attribute(span, STATUS_CODE)).isEqualTo("CANCELLED"));
        SpanData root = spans.stream()
                .filter(span -> !span.getParentSpanContext().isValid())
                .findFirst()
                .orElseThrow();
        SpanData server = child(spans, root);
        SpanData client = child(spans, server);
        assertThat(List.of(
                        root.getKind(),
                        server.getKind(),
                        client.getKind(),
                        child(spans, client).getKind()))
                .containsExactly(SpanKind.CLIENT, SpanKind.SERVER, SpanKind.CLIENT, SpanKind.SERVER);
    }

    @Test
    void bothContextsTravelThroughAnExecutorThatCarriesBoth() throws Exception {
        CompletableFuture<String> seen = new CompletableFuture<>();
        ExecutorService pool = Executors.newSingleThreadExecutor();
        Executor both = io.grpc.Context.currentContextExecutor(Context.taskWrapping((Executor) pool));
        Wire wire = wire(new Wire.Handlers().say(ServerCalls.asyncUnaryCall((request, out) -> {
            io.grpc.Context call = io.grpc.Context.current();
            both.execute(() -> {
                note("pool");
                seen.complete(io.grpc.Context.current().equals(call) ? "the call's" : "another");
                Wire.answer(List.of(request), out);
            });
        })));
        try {
            say(wire, "hello");
        } finally {
            pool.shutdown();
        }

        assertThat(seen.get(20, TimeUnit.SECONDS)).isEqualTo("the call's");
        assertThat(current).containsEntry("pool", span(SpanKind.SERVER).getSpanId());
    }

    @Test
    void callIsUntouchedWhereInstrumentationIsSuppressed() {
        GrpcTracing tracing = tracing();
        Wire wire = keep(Wire.start(stack, new Wire.Handlers(), List.of(tracing.clientInterceptor()), List.of()));
        InstrumentationUtil.suppressInstrumentation(
                () -> assertThat(say(wire, "hello")).isEqualTo("hello"));

        assertThat(spans()).isEmpty();
    }

    private static SpanData child(List<SpanData> spans, SpanData parent) {
        List<SpanData> children = spans.stream()
                .filter(span -> span.getParentSpanId().equals(parent.getSpanId()))
                .toList();
        assertThat(children).hasSize(1);
        return children.get(0);
    }

    /** Answers at the end of the request, and notes what is current in each callback. */
    private final class Noting extends ServerCall.Listener<String> {
        private final ServerCall<String, String> call;

        Noting(ServerCall<String, String> call) {
            this.call = call;
        }

        @Override
        public void onReady() {
            note("onReady");
        }

        @Override
        public void onMessage(String message) {
            note("onMessage");
        }

        @Override
        public void onHalfClose() {
            note("onHalfClose");
            call.close(Status.OK, new Metadata());
        }

        @Override
        public void onCancel() {
            note("onCancel");
        }

        @Override
        public void onComplete() {
            note("onComplete");
        }
    }
}
