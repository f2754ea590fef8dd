package dev.clew.instrumentation.grpc;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.grpc.CallOptions;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The spans of calls that come to their end, of every kind and with every status. */
class CallsContractTest extends GrpcContract {
    private static final Set<Status.Code> SERVER_ERRORS = Set.of(
            Status.Code.UNKNOWN,
            Status.Code.DEADLINE_EXCEEDED,
            Status.Code.UNIMPLEMENTED,
            Status.Code.INTERNAL,
            Status.Code.UNAVAILABLE,
            Status.Code.DATA_LOSS);

    @Test
    void clientSpan_saysWhatWasCalledAndAnswered() {
        Wire wire = wire();
        assertThat(say(wire, "hello")).isEqualTo("hello");

        SpanData span = span(SpanKind.CLIENT);
        assertThat(span.getName()).isEqualTo("suite.Echo/Say");
        assertThat(span.getStatus()).isEqualTo(StatusData.unset());
        assertThat(span.getParentSpanId()).isEqualTo(SpanId.getInvalid());
        assertThat(span.getEvents()).isEmpty();
        AttributesBuilder expected = expected(wire);
        if (stack.hasSockets()) {
            expected.put("network.peer.address", "127.0.0.1").put("network.peer.port", wire.port());
        }
        assertThat(span.getAttributes().asMap()).isEqualTo(expected.build().asMap());
    }

    @Test
    void serverSpan_saysWhatWasCalledAndAnsweredAndIsAChildOfTheClients() {
        Wire wire = wire();
        say(wire, "hello");

        SpanData span = span(SpanKind.SERVER);
        assertThat(span.getName()).isEqualTo("suite.Echo/Say");
        assertThat(span.getStatus()).isEqualTo(StatusData.unset());
        assertThat(span.getTraceId()).isEqualTo(span(SpanKind.CLIENT).getTraceId());
        assertThat(span.getParentSpanId()).isEqualTo(span(SpanKind.CLIENT).getSpanId());
        assertThat(span.getParentSpanContext().isRemote()).isTrue();
        AttributesBuilder expected = expected(wire);
        if (stack.hasSockets()) {
            Long port = attribute(span, longKey("network.peer.port"));
            assertThat(port).isBetween(1L, 65_535L).isNotEqualTo(wire.port());
            expected.put("network.peer.address", "127.0.0.1")
                    .put("network.peer.port", port)
                    .put("client.address", "127.0.0.1");
        }
        assertThat(span.getAttributes().asMap()).isEqualTo(expected.build().asMap());
    }

    private AttributesBuilder expected(Wire wire) {
        AttributesBuilder expected = Attributes.builder()
                .put("rpc.system.name", "grpc")
                .put("rpc.method", "suite.Echo/Say")
                .put("rpc.status_code", "OK")
                .put("server.address", "localhost");
        return stack.hasSockets() ? expected.put("server.port", wire.port()) : expected;
    }

    @Test
    void streams_areOneSpanOnEachSide() {
        Wire wire = wire();
        Wire.Answers gathered = new Wire.Answers();
        StreamObserver<String> gather = ClientCalls.asyncClientStreamingCall(
                wire.channel().newCall(Text.GATHER, CallOptions.DEFAULT), gathered);
        List.of("a", "b", "c").forEach(gather::onNext);
        gather.onCompleted();
        assertThat(gathered.join()).containsExactly("a,b,c");
        assertThat(ClientCalls.blockingServerStreamingCall(wire.channel(), Text.REPEAT, CallOptions.DEFAULT, "again"))
                .toIterable()
                .containsExactly("again", "again");
        Wire.Answers chatted = new Wire.Answers();
        StreamObserver<String> chat =
                ClientCalls.asyncBidiStreamingCall(wire.channel().newCall(Text.CHAT, CallOptions.DEFAULT), chatted);
        List.of("x", "y").forEach(chat::onNext);
        chat.onCompleted();
        assertThat(chatted.join()).containsExactly("x", "y");

        assertThat(spans())
                .hasSize(6)
                .allSatisfy(span -> assertThat(attribute(span, STATUS_CODE)).isEqualTo("OK"))
                .allSatisfy(span -> assertThat(span.getEvents()).isEmpty());
        assertThat(spans())
                .extracting(span -> span.getKind() + " " + span.getName())
                .containsExactlyInAnyOrder(
                        "CLIENT suite.Echo/Gather",
                        "SERVER suite.Echo/Gather",
                        "CLIENT suite.Echo/Repeat",
                        "SERVER suite.Echo/Repeat",
                        "CLIENT suite.Echo/Chat",
                        "SERVER suite.Echo/Chat");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OK")
    void status_isAnErrorOfTheClientAndOfTheServerWhereItIsTheServersFault(Status.Code code) {
        Wire wire = wire(new Wire.Handlers()
                .say(ServerCalls.asyncUnaryCall((request, out) ->
                        out.onError(code.toStatus().withDescription("said no").asRuntimeException()))));
        assertThatExceptionOfType(StatusRuntimeException.class)
                .isThrownBy(() -> say(wire, "hello"))
                .satisfies(thrown -> assertThat(thrown.getStatus().getCode()).isEqualTo(code));

        SpanData client = span(SpanKind.CLIENT);
        assertThat(client.getStatus())
                .isEqualTo(StatusData.create(StatusData.error().getStatusCode(), "said no"));
        assertThat(attribute(client, STATUS_CODE)).isEqualTo(code.name());
        assertThat(attribute(client, ERROR_TYPE)).isEqualTo(code.name());
        assertThat(client.getEvents()).isEmpty();
        SpanData server = span(SpanKind.SERVER);
        boolean fault = SERVER_ERRORS.contains(code);
        assertThat(server.getStatus()).isEqualTo(fault ? client.getStatus() : StatusData.unset());
        assertThat(attribute(server, STATUS_CODE)).isEqualTo(code.name());
        assertThat(attribute(server, ERROR_TYPE)).isEqualTo(fault ? code.name() : null);
    }

    @Test
    void anExceptionThatTheServerReportsIsOnItsSpanOnly() {
        Wire wire = wire(new Wire.Handlers()
                .say(ServerCalls.asyncUnaryCall((request, out) -> out.onError(new IllegalStateException("secret")))));
        assertThatExceptionOfType(StatusRuntimeException.class).isThrownBy(() -> say(wire, "hello"));

        assertThat(exceptions(span(SpanKind.SERVER))).containsExactly("java.lang.IllegalStateException");
        assertThat(attribute(span(SpanKind.SERVER), ERROR_TYPE)).isEqualTo("java.lang.IllegalStateException");
        assertThat(attribute(span(SpanKind.CLIENT), ERROR_TYPE)).isEqualTo("UNKNOWN");
        assertThat(span(SpanKind.CLIENT).toString()).doesNotContain("secret");
    }

    @Test
    void aMethodThatTheServerDoesNotHaveIsOnTheClientsSpan() {
        Wire wire = wire();
        var missing =
                Text.SAY.toBuilder().setFullMethodName("suite.Echo/Missing").build();
        assertThatExceptionOfType(StatusRuntimeException.class)
                .isThrownBy(() -> ClientCalls.blockingUnaryCall(wire.channel(), missing, CallOptions.DEFAULT, "hello"));

        assertThat(spans()).hasSize(1);
        assertThat(attribute(span(SpanKind.CLIENT), STATUS_CODE)).isEqualTo("UNIMPLEMENTED");
    }

    @Test
    void aMethodThatIsNotKnownNamesNoSpan() {
        GrpcTracing tracing = GrpcTracing.builder(openTelemetry())
                .setKnownMethods(method -> !method.endsWith("/Say"))
                .build();
        say(keep(Wire.start(stack, new Wire.Handlers(), tracing)), "hello");

        assertThat(spans()).hasSize(2).allSatisfy(span -> {
            assertThat(span.getName()).isEqualTo("grpc");
            assertThat(attribute(span, stringKey("rpc.method"))).isEqualTo("_OTHER");
            assertThat(attribute(span, stringKey("rpc.method_original"))).isEqualTo("suite.Echo/Say");
        });
    }

    @Test
    void anAuthorityOfTheCallIsTheServersAddress() {
        Wire wire = wire();
        ClientCalls.blockingUnaryCall(
                wire.channel(), Text.SAY, CallOptions.DEFAULT.withAuthority("[2001:db8::1]:8443"), "hello");

        assertThat(attribute(span(SpanKind.CLIENT), stringKey("server.address")))
                .isEqualTo("2001:db8::1");
        assertThat(attribute(span(SpanKind.CLIENT), longKey("server.port"))).isEqualTo(8443);
    }

    @Test
    void contextCrossesTheWireUnsampledToo() {
        use(Sampler.alwaysOff());
        List<SpanContext> seen = new ArrayList<>();
        Wire wire = wire(new Wire.Handlers().say(ServerCalls.asyncUnaryCall((request, out) -> {
            seen.add(Span.current().getSpanContext());
            Wire.answer(List.of(request), out);
        })));
        Span parent = parent();
        try (Scope scope = parent.makeCurrent()) {
            say(wire, "hello");
        }

        assertThat(spans()).isEmpty();
        assertThat(seen).singleElement().satisfies(current -> {
            assertThat(current.getTraceId()).isEqualTo(parent.getSpanContext().getTraceId());
            assertThat(current.isSampled()).isFalse();
        });
    }

    @Test
    void concurrentCallsKeepTheirOwnParents() throws Exception {
        Wire wire = wire();
        Map<String, String> traces = new HashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> calls = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                Span parent = parent();
                traces.put(
                        parent.getSpanContext().getSpanId(),
                        parent.getSpanContext().getTraceId());
                calls.add(threads.submit(() -> {
                    try (Scope scope = parent.makeCurrent()) {
                        return say(wire, "hello");
                    }
                }));
            }
            for (Future<?> call : calls) {
                assertThat(call.get()).isEqualTo("hello");
            }
        } finally {
            threads.shutdownNow();
        }

        Map<String, String> clients = new HashMap<>();
        List<SpanData> spans = spans();
        spans.stream().filter(span -> span.getKind() == SpanKind.CLIENT).forEach(span -> {
            assertThat(traces).containsEntry(span.getParentSpanId(), span.getTraceId());
            clients.put(span.getSpanId(), span.getTraceId());
        });
        assertThat(clients).hasSize(200);
        assertThat(spans)
                .filteredOn(span -> span.getKind() == SpanKind.SERVER)
                .hasSize(200)
                .allSatisfy(span -> assertThat(clients).containsEntry(span.getParentSpanId(), span.getTraceId()));
    }
}
