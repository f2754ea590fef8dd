package dev.clew.instrumentation.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exceptions of the application and of other interceptors: each span ends, once, and names them. */
class ThrownContractTest extends GrpcContract {
    /** Thrown where the test says. */
    private static final class Thrown extends RuntimeException {}

    enum Place {
        NEW_CALL,
        START,
        SEND_MESSAGE,
        HALF_CLOSE
    }

    @ParameterizedTest
    @EnumSource(names = {"NEW_CALL", "START"})
    void clientThatFailsToStartEndsAtOnce(Place place) {
        Wire wire = wireThatThrows(place);
        assertThatExceptionOfType(Thrown.class).isThrownBy(() -> say(wire, "hello"));

        assertThat(spans()).hasSize(1);
        SpanData client = span(SpanKind.CLIENT);
        assertThat(client.getStatus()).isEqualTo(StatusData.error());
        assertThat(attribute(client, ERROR_TYPE)).isEqualTo(Thrown.class.getName());
        assertThat(exceptions(client)).containsExactly(Thrown.class.getCanonicalName());
    }

    @ParameterizedTest
    @EnumSource(names = {"SEND_MESSAGE", "HALF_CLOSE"})
    void clientThatFailsToSendEndsWhenItsCallIsCancelled(Place place) {
        Wire wire = wireThatThrows(place);
        assertThatExceptionOfType(Thrown.class).isThrownBy(() -> say(wire, "hello"));

        SpanData client = span(SpanKind.CLIENT);
        assertThat(attribute(client, STATUS_CODE)).isEqualTo("CANCELLED");
        assertThat(exceptions(client)).containsExactly(Thrown.class.getCanonicalName());
    }

    @Test
    void clientThatFailsToSendAndForgetsTheCallEndsWithTheChannel() {
        Wire wire = wireThatThrows(Place.SEND_MESSAGE);
        ClientCall<String, String> call = wire.channel().newCall(Text.SAY, CallOptions.DEFAULT);
        EndsContractTest.Ended ended = new EndsContractTest.Ended();
        call.start(ended, new Metadata());
        assertThatExceptionOfType(Thrown.class).isThrownBy(() -> call.sendMessage("hello"));
        wire.channel().shutdownNow();
        ended.await();

        SpanData client = span(SpanKind.CLIENT);
        assertThat(attribute(client, STATUS_CODE)).isIn("UNAVAILABLE", "CANCELLED");
        assertThat(exceptions(client)).containsExactly(Thrown.class.getCanonicalName());
    }

    @Test
    void clientWhoseMessageCannotBeMarshalledEndsCancelled() {
        Wire wire = wire();
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> say(wire, Text.UNSENDABLE));

        SpanData client = span(SpanKind.CLIENT);
        assertThat(attribute(client, STATUS_CODE)).isEqualTo("CANCELLED");
        assertThat(exceptions(client)).containsExactly("java.lang.UnsupportedOperationException");
    }

    @Test
    void clientThatSendsTooMuchIsToldAndItsCallGoesOn() {
        Wire wire = wire().connected();
        ClientCall<String, String> call = wire.channel().newCall(Text.SAY, CallOptions.DEFAULT);
        EndsContractTest.Ended ended = new EndsContractTest.Ended();
        call.start(ended, new Metadata());
        call.request(2);
        call.sendMessage("hello");
        call.halfClose();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> call.sendMessage("more"));
        assertThat(ended.await().isOk()).isTrue();

        SpanData client = span(SpanKind.CLIENT);
        assertThat(client.getStatus()).isEqualTo(StatusData.unset());
        assertThat(client.getEvents()).isEmpty();
    }

    @Test
    void clientWhoseListenerThrowsOnAMessageEndsCancelled() {
        Wire wire = wire();
        EndsContractTest.Ended ended = new EndsContractTest.Ended() {
            @Override
            public void onMessage(String message) {
                throw new Thrown();
            }
        };
        ask(wire, ended);
        ended.await();

        SpanData client = span(SpanKind.CLIENT);
        assertThat(attribute(client, STATUS_CODE)).isEqualTo("CANCELLED");
        assertThat(exceptions(client)).containsExactly(Thrown.class.getCanonicalName());
    }

    @Test
    void clientWhoseListenerThrowsAtTheEndHasEnded() {
        Wire wire = wire();
        EndsContractTest.Ended ended = new EndsContractTest.Ended() {
            @Override
            public void onClose(Status status, Metadata trailers) {
                super.onClose(status, trailers);
                throw new Thrown();
            }
        };
        ask(wire, ended);
        ended.await();

        assertThat(span(SpanKind.CLIENT).getStatus()).isEqualTo(StatusData.unset());
    }

    @Test
    void handlerThatThrowsIsUnknownToTheClientAndNamedOnTheServer() {
        Wire wire = wire(new Wire.Handlers().say(ServerCalls.asyncUnaryCall((request, out) -> {
            throw new Thrown();
        })));
        assertThatExceptionOfType(StatusRuntimeException.class).isThrownBy(() -> say(wire, "hello"));

        thrownOnTheServer("UNKNOWN");
    }

    @Test
    void handlerThatThrowsItsStatusTooLateIsUnknownToo() {
        Wire wire = wire(new Wire.Handlers().say(ServerCalls.asyncUnaryCall((request, out) -> {
            throw Status.NOT_FOUND.asRuntimeException();
        })));
        assertThatExceptionOfType(StatusRuntimeException.class).isThrownBy(() -> say(wire, "hello"));

        assertThat(attribute(span(SpanKind.CLIENT), STATUS_CODE)).isEqualTo("UNKNOWN");
        assertThat(attribute(span(SpanKind.SERVER), STATUS_CODE)).isEqualTo("UNKNOWN");
        assertThat(attribute(span(SpanKind.SERVER), ERROR_TYPE)).isEqualTo("UNKNOWN");
    }

    @Test
    void handlerThatThrowsAtTheStartHasNoCallbacksAndEndsThere() {
        Wire wire = wire(new Wire.Handlers().say((call, headers) -> {
            throw new Thrown();
        }));
        assertThatExceptionOfType(StatusRuntimeException.class).isThrownBy(() -> say(wire, "hello"));

        thrownOnTheServer("UNKNOWN");
    }

    @Test
    void handlerThatThrowsItsStatusAtTheStartIsBelieved() {
        Wire wire = wire(new Wire.Handlers().say((call, headers) -> {
            throw Status.NOT_FOUND.asRuntimeException();
        }));
        assertThatExceptionOfType(StatusRuntimeException.class).isThrownBy(() -> say(wire, "hello"));

        assertThat(attribute(span(SpanKind.CLIENT), STATUS_CODE)).isEqualTo("NOT_FOUND");
        assertThat(attribute(span(SpanKind.SERVER), STATUS_CODE)).isEqualTo("NOT_FOUND");
        assertThat(span(SpanKind.SERVER).getStatus()).isEqualTo(StatusData.unset());
    }

    @Test
    @SuppressWarnings("NullAway") // what a handler without null checks may do
    void handlerWithoutAListenerEndsAtItsStart() {
        Wire wire = wire(new Wire.Handlers().say((call, headers) -> null));
        assertThatExceptionOfType(StatusRuntimeException.class).isThrownBy(() -> say(wire, "hello"));

        assertThat(attribute(span(SpanKind.SERVER), STATUS_CODE)).isEqualTo("UNKNOWN");
        assertThat(attribute(span(SpanKind.SERVER), ERROR_TYPE)).isEqualTo("java.lang.NullPointerException");
    }

    @Test
    void handlerThatThrowsOnAMessageOfAStreamEndsThere() {
        Wire wire = wire(new Wire.Handlers().chat(listening(new ServerCall.Listener<>() {
            @Override
            public void onMessage(String message) {
                throw new Thrown();
            }
        })));
        Wire.Answers answers = new Wire.Answers();
        ClientCalls.asyncBidiStreamingCall(wire.channel().newCall(Text.CHAT, CallOptions.DEFAULT), answers)
                .onNext("x");
        assertThat(answers.error()).isInstanceOf(StatusRuntimeException.class);

        thrownOnTheServer("UNKNOWN");
    }

    @Test
    void handlerThatThrowsAfterItsAnswerHasFailedAllTheSame() {
        Wire wire = wire(new Wire.Handlers().say(ServerCalls.asyncUnaryCall((request, out) -> {
            Wire.answer(List.of(request), out);
            throw new Thrown();
        })));
        assertThat(say(wire, "hello")).isEqualTo("hello");

        assertThat(span(SpanKind.CLIENT).getStatus()).isEqualTo(StatusData.unset());
        thrownOnTheServer("OK");
    }

    private void thrownOnTheServer(String code) {
        assertThat(spans())
                .hasSize(2)
                .allSatisfy(span -> assertThat(attribute(span, STATUS_CODE)).isEqualTo(code));
        SpanData server = span(SpanKind.SERVER);
        assertThat(server.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(attribute(server, ERROR_TYPE)).isEqualTo(Thrown.class.getName());
        assertThat(exceptions(server)).containsExactly(Thrown.class.getCanonicalName());
    }

    private static void ask(Wire wire, ClientCall.Listener<String> listener) {
        ClientCall<String, String> call = wire.channel().newCall(Text.SAY, CallOptions.DEFAULT);
        call.start(listener, new Metadata());
        call.request(2);
        call.sendMessage("hello");
        call.halfClose();
    }

    /** Asks for one message. */
    private static ServerCallHandler<String, String> listening(ServerCall.Listener<String> listener) {
        return (call, headers) -> {
            call.request(1);
            return listener;
        };
    }

    private Wire wireThatThrows(Place place) {
        GrpcTracing tracing = tracing();
        return keep(Wire.start(
                        stack,
                        new Wire.Handlers(),
                        List.of(new Throwing(place), tracing.clientInterceptor()),
                        List.of(tracing.serverInterceptor())))
                .connected();
    }

    private record Throwing(Place place) implements ClientInterceptor {
        @Override
        public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
            at(Place.NEW_CALL);
            return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
                @Override
                public void start(Listener<R> listener, Metadata headers) {
                    at(Place.START);
                    super.start(listener, headers);
                }

                @Override
                public void sendMessage(Q message) {
                    at(Place.SEND_MESSAGE);
                    super.sendMessage(message);
                }

                @Override
                public void halfClose() {
                    at(Place.HALF_CLOSE);
                    super.halfClose();
                }
            };
        }

        private void at(Place here) {
            if (place == here) {
                throw new Thrown();
            }
        }
    }
}
