package dev.clew.instrumentation.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Context.CancellableContext;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Calls that are broken off: each span ends, once, and says so. */
class EndsContractTest extends GrpcContract {
    private final CountDownLatch arrived = new CountDownLatch(1);

    /** A handler that never answers; {@link #arrived} when it has the call. */
    private Wire silent() {
        return wire(new Wire.Handlers()
                .say(ServerCalls.asyncUnaryCall((request, out) -> arrived.countDown()))
                .chat(ServerCalls.asyncBidiStreamingCall(out -> {
                    arrived.countDown();
                    return new Wire.Answers();
                })));
    }

    @Test
    void clientThatCancelsIsSeenOnBothSides() throws Exception {
        Wire wire = silent();
        ClientCall<String, String> call = wire.channel().newCall(Text.SAY, CallOptions.DEFAULT);
        Wire.Answers answers = new Wire.Answers();
        ClientCalls.asyncUnaryCall(call, "hello", answers);
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        call.cancel("changed my mind", null);
        assertThat(answers.error()).isInstanceOf(StatusRuntimeException.class);

        assertThat(spans()).hasSize(2);
        SpanData client = span(SpanKind.CLIENT);
        assertThat(attribute(client, STATUS_CODE)).isEqualTo("CANCELLED");
        assertThat(client.getStatus()).isEqualTo(StatusData.create(StatusCode.ERROR, "changed my mind"));
        SpanData server = span(SpanKind.SERVER);
        assertThat(attribute(server, STATUS_CODE)).isEqualTo("CANCELLED");
        assertThat(server.getStatus()).isEqualTo(StatusData.unset());
    }

    @Test
    void aStreamThatIsNeverHalfClosedEndsWithItsCancellation() throws Exception {
        Wire wire = silent();
        ClientCall<String, String> call = wire.channel().newCall(Text.CHAT, CallOptions.DEFAULT);
        Wire.Answers answers = new Wire.Answers();
        ClientCalls.asyncBidiStreamingCall(call, answers).onNext("x");
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        call.cancel(null, new IOException("tab closed"));
        answers.error();

        assertThat(spans())
                .hasSize(2)
                .allSatisfy(span -> assertThat(attribute(span, STATUS_CODE)).isEqualTo("CANCELLED"));
        assertThat(exceptions(span(SpanKind.CLIENT))).containsExactly("java.io.IOException");
    }

    @Test
    void aBlockingStreamThatNobodyReadsAnyMoreEndsWithItsContext() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        Wire wire = wire(new Wire.Handlers().repeat(ServerCalls.asyncServerStreamingCall((request, out) -> {
            ((ServerCallStreamObserver<String>) out).setOnCancelHandler(cancelled::countDown);
            out.onNext(request); // and never completes
        })));
        try (CancellableContext context = io.grpc.Context.current().withCancellation()) {
            context.run(() -> assertThat(ClientCalls.blockingServerStreamingCall(
                                    wire.channel(), Text.REPEAT, CallOptions.DEFAULT, "again")
                            .next())
                    .isEqualTo("again"));
        }
        assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(spans())
                .hasSize(2)
                .allSatisfy(span -> assertThat(attribute(span, STATUS_CODE)).isEqualTo("CANCELLED"));
    }

    @Test
    void aContextThatIsCancelledAfterTheCallChangesNothing() {
        Wire wire = wire();
        try (CancellableContext context = io.grpc.Context.current().withCancellation()) {
            context.run(() -> assertThat(ClientCalls.blockingServerStreamingCall(
                            wire.channel(), Text.REPEAT, CallOptions.DEFAULT, "again"))
                    .toIterable()
                    .hasSize(2));
        }

        assertThat(spans())
                .hasSize(2)
                .allSatisfy(span -> assertThat(attribute(span, STATUS_CODE)).isEqualTo("OK"));
    }

    @Test
    void aDeadlineThatPassesIsAnErrorOfTheClient() {
        Wire wire = silent();
        CallOptions soon = CallOptions.DEFAULT.withDeadlineAfter(100, TimeUnit.MILLISECONDS);
        assertThatExceptionOfType(StatusRuntimeException.class)
                .isThrownBy(() -> ClientCalls.blockingUnaryCall(wire.channel(), Text.SAY, soon, "hello"));

        SpanData client = span(SpanKind.CLIENT);
        assertThat(attribute(client, STATUS_CODE)).isEqualTo("DEADLINE_EXCEEDED");
        assertThat(attribute(client, ERROR_TYPE)).isEqualTo("DEADLINE_EXCEEDED");
        // The client may be faster to say that it has gone than the server to see that the time is over, and on a
        // machine that
        // is busy enough the call never arrives.
        assertThat(spans())
                .filteredOn(span -> span.getKind() == SpanKind.SERVER)
                .hasSizeLessThanOrEqualTo(1)
                .allSatisfy(span -> assertThat(attribute(span, STATUS_CODE)).isIn("DEADLINE_EXCEEDED", "CANCELLED"));
    }

    @Test
    void aDeadlineThatIsOverBeforeTheCallIsAnErrorToo() {
        Wire wire = silent();
        CallOptions over = CallOptions.DEFAULT.withDeadlineAfter(-1, TimeUnit.SECONDS);
        assertThatExceptionOfType(StatusRuntimeException.class)
                .isThrownBy(() -> ClientCalls.blockingUnaryCall(wire.channel(), Text.SAY, over, "hello"));

        assertThat(spans()).hasSize(1);
        assertThat(attribute(span(SpanKind.CLIENT), STATUS_CODE)).isEqualTo("DEADLINE_EXCEEDED");
    }

    @Test
    void aDeadlineThatOnlyTheServerKnowsIsAnErrorOfTheServer() {
        Wire wire = silent();
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("grpc-timeout", Metadata.ASCII_STRING_MARSHALLER), "100m");
        ClientCall<String, String> call = wire.channel().newCall(Text.CHAT, CallOptions.DEFAULT);
        Ended ended = new Ended();
        call.start(ended, headers);
        call.request(1);
        ended.await();

        SpanData server = span(SpanKind.SERVER);
        assertThat(attribute(server, STATUS_CODE)).isEqualTo("DEADLINE_EXCEEDED");
        assertThat(server.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(spans()).hasSize(2);
    }

    @Test
    void aChannelThatShutsDownEndsItsCalls() throws Exception {
        Wire wire = silent();
        Wire.Answers answers = new Wire.Answers();
        ClientCalls.asyncUnaryCall(wire.channel().newCall(Text.SAY, CallOptions.DEFAULT), "hello", answers);
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        wire.channel().shutdownNow();
        answers.error();

        assertThat(attribute(span(SpanKind.CLIENT), STATUS_CODE)).isEqualTo("UNAVAILABLE");
        assertThat(attribute(span(SpanKind.SERVER), STATUS_CODE)).isEqualTo("CANCELLED");
        assertThat(spans()).hasSize(2);
    }

    @Test
    void aCallOnAChannelThatIsShutDownFails() {
        Wire wire = silent();
        wire.channel().shutdown();
        assertThatExceptionOfType(StatusRuntimeException.class).isThrownBy(() -> say(wire, "hello"));

        assertThat(spans()).hasSize(1);
        assertThat(attribute(span(SpanKind.CLIENT), STATUS_CODE)).isEqualTo("UNAVAILABLE");
    }

    @Test
    void aServerThatIsNotThereIsUnavailable() throws Exception {
        int freePort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            freePort = socket.getLocalPort();
        }
        ManagedChannel channel = stack.channelToNobody(freePort)
                .intercept(tracing().clientInterceptor())
                .build();
        try {
            assertThatExceptionOfType(StatusRuntimeException.class)
                    .isThrownBy(() -> ClientCalls.blockingUnaryCall(channel, Text.SAY, CallOptions.DEFAULT, "hello"));
        } finally {
            channel.shutdownNow();
        }

        SpanData client = span(SpanKind.CLIENT);
        assertThat(attribute(client, STATUS_CODE)).isEqualTo("UNAVAILABLE");
        assertThat(attribute(client, ERROR_TYPE)).isEqualTo("UNAVAILABLE");
        assertThat(client.getStatus().getDescription()).isNotEmpty();
        assertThat(exceptions(client)).hasSize(stack.hasSockets() ? 1 : 0);
    }

    @Test
    void aServerThatGoesAwayInTheMiddleEndsTheCall() throws Exception {
        Wire wire = silent();
        Wire.Answers answers = new Wire.Answers();
        ClientCalls.asyncBidiStreamingCall(wire.channel().newCall(Text.CHAT, CallOptions.DEFAULT), answers)
                .onNext("x");
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        wire.server().shutdownNow();
        answers.error();

        assertThat(spans()).hasSize(2);
        assertThat(span(SpanKind.CLIENT).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(attribute(span(SpanKind.SERVER), STATUS_CODE)).isEqualTo("CANCELLED");
    }

    @Test
    void aCallThatIsNeverStartedHasNoSpan() {
        Wire wire = silent();
        wire.channel().newCall(Text.SAY, CallOptions.DEFAULT).cancel("never mind", null);

        assertThat(spans()).isEmpty();
    }

    @Test
    void aCallThatIsCancelledBeforeItsStartFailsAtOnce() {
        Wire wire = silent().connected();
        ClientCall<String, String> call = wire.channel().newCall(Text.SAY, CallOptions.DEFAULT);
        call.cancel("never mind", null);
        assertThatIllegalStateException().isThrownBy(() -> call.start(new Ended(), new Metadata()));

        assertThat(spans()).hasSize(1);
        assertThat(attribute(span(SpanKind.CLIENT), ERROR_TYPE)).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void aSecondStartIsRefusedAndTheFirstGoesOn() {
        Wire wire = wire().connected();
        ClientCall<String, String> call = wire.channel().newCall(Text.SAY, CallOptions.DEFAULT);
        Ended ended = new Ended();
        call.start(ended, new Metadata());
        assertThatIllegalStateException().isThrownBy(() -> call.start(new Ended(), new Metadata()));
        call.request(2);
        call.sendMessage("hello");
        call.halfClose();
        assertThat(ended.await().isOk()).isTrue();

        assertThat(spans())
                .hasSize(2)
                .allSatisfy(span -> assertThat(attribute(span, STATUS_CODE)).isEqualTo("OK"));
    }

    @Test
    void anAnswerThatNobodyWaitsForAnyMoreIsNoSuccess() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        Wire wire = wire(new Wire.Handlers().repeat(ServerCalls.asyncServerStreamingCall((request, out) -> {
            ((ServerCallStreamObserver<String>) out).setOnCancelHandler(() -> {});
            arrived.countDown();
            await().until(() -> gone.getCount() == 0 && ((ServerCallStreamObserver<String>) out).isCancelled());
            out.onCompleted();
        })));
        ClientCall<String, String> call = wire.channel().newCall(Text.REPEAT, CallOptions.DEFAULT);
        Wire.Answers answers = new Wire.Answers();
        ClientCalls.asyncServerStreamingCall(call, "again", answers);
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        call.cancel("changed my mind", null);
        gone.countDown();
        answers.error();

        assertThat(attribute(span(SpanKind.SERVER), STATUS_CODE)).isEqualTo("CANCELLED");
    }

    /** A listener that only wants to know how the call ended. */
    static class Ended extends ClientCall.Listener<String> {
        private final CompletableFuture<Status> status = new CompletableFuture<>();

        @Override
        public void onClose(Status closed, Metadata trailers) {
            status.complete(closed);
        }

        Status await() {
            return status.orTimeout(20, TimeUnit.SECONDS).join();
        }
    }
}
