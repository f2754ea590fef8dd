package dev.clew.instrumentation.grpc;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is recorded when somebody asks for it. */
class OnDemandContractTest extends GrpcContract {
    private static final Metadata.Key<String> TENANT = Metadata.Key.of("x-tenant", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<byte[]> DIGEST = Metadata.Key.of("digest-bin", Metadata.BINARY_BYTE_MARSHALLER);

    @Test
    void messagesOfAStreamAreEventsCountedInEachDirection() {
        Wire wire = start(
                GrpcTracing.builder(openTelemetry()).setMessageEvents(true).build());
        Wire.Answers answers = new Wire.Answers();
        StreamObserver<String> chat =
                ClientCalls.asyncBidiStreamingCall(wire.channel().newCall(Text.CHAT, CallOptions.DEFAULT), answers);
        chat.onNext("x");
        chat.onNext("y");
        chat.onCompleted();
        assertThat(answers.join()).containsExactly("x", "y");

        assertThat(spans())
                .hasSize(2)
                .allSatisfy(span -> assertThat(messages(span))
                        .containsExactlyInAnyOrder("SENT 1", "SENT 2", "RECEIVED 1", "RECEIVED 2"));
    }

    @Test
    void messagesOfAServerStreamAreTheRequestAndTheResponses() {
        Wire wire = start(
                GrpcTracing.builder(openTelemetry()).setMessageEvents(true).build());
        ClientCalls.blockingServerStreamingCall(wire.channel(), Text.REPEAT, CallOptions.DEFAULT, "again")
                .forEachRemaining(answer -> {});

        assertThat(messages(span(SpanKind.CLIENT))).containsExactly("SENT 1", "RECEIVED 1", "RECEIVED 2");
        assertThat(messages(span(SpanKind.SERVER))).containsExactly("RECEIVED 1", "SENT 1", "SENT 2");
    }

    @Test
    void messagesOfAUnaryCallAreNoEvents() {
        say(start(GrpcTracing.builder(openTelemetry()).setMessageEvents(true).build()), "hello");

        assertThat(spans())
                .hasSize(2)
                .allSatisfy(span -> assertThat(span.getEvents()).isEmpty());
    }

    @Test
    void metadataIsCapturedByNameWithAllItsValues() {
        Wire wire = start(GrpcTracing.builder(openTelemetry())
                .captureRequestHeaders("X-Tenant", "digest-bin", "absent")
                .captureResponseHeaders("x-tenant")
                .captureResponseTrailers("x-tenant")
                .build());
        say(wire, "hello");

        assertThat(spans()).hasSize(2).allSatisfy(span -> {
            assertThat(attribute(span, stringArrayKey("rpc.request.header.x-tenant")))
                    .containsExactly("a", "b");
            assertThat(attribute(span, stringArrayKey("rpc.request.header.digest-bin")))
                    .containsExactly("AQID");
            assertThat(attribute(span, stringArrayKey("rpc.response.header.x-tenant")))
                    .containsExactly("early");
            assertThat(attribute(span, stringArrayKey("rpc.response.trailer.x-tenant")))
                    .containsExactly("late");
            assertThat(span.getAttributes().asMap().keySet())
                    .extracting(key -> key.getKey())
                    .doesNotContain("rpc.request.header.absent", "rpc.request.header.authorization");
        });
    }

    @Test
    void metadataStaysWhereItIsByDefault() {
        say(start(tracing()), "hello");

        assertThat(spans())
                .hasSize(2)
                .allSatisfy(span -> assertThat(span.getAttributes().toString())
                        .doesNotContain("rpc.request", "rpc.response", "Bearer"));
    }

    @Test
    void credentialsAreCapturedWhenSomebodyNamesThem() {
        say(
                start(GrpcTracing.builder(openTelemetry())
                        .captureRequestHeaders("authorization")
                        .build()),
                "hello");

        assertThat(attribute(span(SpanKind.CLIENT), stringArrayKey("rpc.request.header.authorization")))
                .containsExactly("Bearer secret");
    }

    @Test
    void traceBinCarriesTheContextWhereNothingElseDoes() {
        GrpcTracing tracing =
                GrpcTracing.builder(withoutPropagators()).setTraceBin(true).build();
        say(start(tracing), "hello");

        assertThat(span(SpanKind.SERVER).getParentSpanId())
                .isEqualTo(span(SpanKind.CLIENT).getSpanId());
        assertThat(span(SpanKind.SERVER).getTraceId())
                .isEqualTo(span(SpanKind.CLIENT).getTraceId());
    }

    @Test
    void traceBinIsNeitherWrittenNorReadByDefault() {
        say(start(GrpcTracing.create(withoutPropagators())), "hello");

        assertThat(span(SpanKind.SERVER).getTraceId())
                .isNotEqualTo(span(SpanKind.CLIENT).getTraceId());
    }

    @Test
    void traceparentIsBelievedBeforeTraceBin() {
        GrpcTracing tracing =
                GrpcTracing.builder(openTelemetry()).setTraceBin(true).build();
        Metadata forged = new Metadata();
        forged.put(TraceBin.KEY, TraceBin.encode(parent().getSpanContext()));
        Wire wire = keep(Wire.start(
                stack,
                new Wire.Handlers(),
                // Runs after the tracing, whose header it doubles.
                List.of(MetadataUtils.newAttachHeadersInterceptor(forged), tracing.clientInterceptor()),
                List.of(tracing.serverInterceptor())));
        say(wire, "hello");

        assertThat(span(SpanKind.SERVER).getParentSpanId())
                .isEqualTo(span(SpanKind.CLIENT).getSpanId());
    }

    /** Metadata in all three places, and credentials. */
    private Wire start(GrpcTracing tracing) {
        Metadata headers = new Metadata();
        headers.put(TENANT, "a");
        headers.put(TENANT, "b");
        headers.put(AUTHORIZATION, "Bearer secret");
        headers.put(DIGEST, new byte[] {1, 2, 3});
        ClientInterceptor attach = MetadataUtils.newAttachHeadersInterceptor(headers);
        return keep(Wire.start(
                stack,
                new Wire.Handlers(),
                List.of(tracing.clientInterceptor(), attach),
                List.of(new Answering(), tracing.serverInterceptor())));
    }

    private OpenTelemetry withoutPropagators() {
        return new Broken(openTelemetry(), Broken.Part.NO_PROPAGATORS);
    }

    private static List<String> messages(SpanData span) {
        return span.getEvents().stream()
                .filter(event -> event.getName().equals("rpc.message"))
                .map(event -> event.getAttributes().get(stringKey("rpc.message.type")) + " "
                        + event.getAttributes().get(longKey("rpc.message.id")))
                .toList();
    }

    /** Adds metadata to headers and trailers. */
    private static final class Answering implements ServerInterceptor {
        @Override
        public <Q, R> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
            return next.startCall(
                    new SimpleForwardingServerCall<>(call) {
                        @Override
                        public void sendHeaders(Metadata responseHeaders) {
                            responseHeaders.put(TENANT, "early");
                            super.sendHeaders(responseHeaders);
                        }

                        @Override
                        public void close(Status status, Metadata trailers) {
                            trailers.put(TENANT, "late");
                            super.close(status, trailers);
                        }
                    },
                    headers);
        }
    }
}
