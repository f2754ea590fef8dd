package dev.clew.instrumentation.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.Metadata;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Metadata of strangers, and parts of ours that fail: the call is served. */
class HostileInputContractTest extends GrpcContract {
    private static final Metadata.Key<String> TRACEPARENT =
            Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<byte[]> RAW_TRACESTATE =
            Metadata.Key.of("tracestate-bin", Metadata.BINARY_BYTE_MARSHALLER);
    private static final String FIRST = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String SECOND = "00-11111111111111111111111111111111-2222222222222222-01";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "00-00000000000000000000000000000000-0000000000000000-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "\t00-?\u007f"
            })
    void traceparentThatIsNoneStartsANewTrace(String traceparent) {
        SpanData span = served(headers(traceparent), true);

        assertThat(span.getParentSpanId()).isEqualTo(SpanId.getInvalid());
    }

    @Test
    void traceparentOfAbsurdLengthStartsANewTrace() {
        SpanData span = served(headers("0".repeat(7_000)), true);

        assertThat(span.getParentSpanId()).isEqualTo(SpanId.getInvalid());
    }

    @Test
    void twoTraceparentsAreTheFirstOrNone() {
        SpanData span = served(headers(FIRST, SECOND), true);

        assertThat(span.getTraceId()).isNotEqualTo(SECOND.substring(3, 35));
    }

    @Test
    void traceparentThatTheApplicationForwardedIsReplaced() {
        Wire wire = start(headers(FIRST, SECOND), false);
        assertThat(say(wire, "hello")).isEqualTo("hello");

        assertThat(span(SpanKind.SERVER).getParentSpanId())
                .isEqualTo(span(SpanKind.CLIENT).getSpanId());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 27, 28, 29, 2_000})
    void traceBinThatIsNoneStartsANewTraceAndOneFineLine(int bytes) {
        Metadata headers = new Metadata();
        byte[] value = new byte[bytes];
        Arrays.fill(value, (byte) 0x7f);
        headers.put(TraceBin.KEY, value);
        headers.put(RAW_TRACESTATE, value);
        List<LogRecord> lines;
        try (Lines log = new Lines(Failures.LOGGER)) {
            SpanData span = served(headers, true);
            assertThat(span.getParentSpanId()).isEqualTo(SpanId.getInvalid());
            lines = log.records();
        }

        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.FINE);
            assertThat(line.getMessage()).contains("grpc-trace-bin").contains("bytes=" + bytes);
        });
    }

    @Test
    void throwingPropagatorLeavesTheCallAndItsSpans() {
        servedThough("propagator", GrpcTracing.builder(new Broken(openTelemetry(), Broken.Part.PROPAGATOR)));

        assertThat(spans()).hasSize(4).allSatisfy(span -> {
            assertThat(span.getParentSpanContext()).isEqualTo(SpanContext.getInvalid());
            assertThat(attribute(span, STATUS_CODE)).isEqualTo("OK");
        });
    }

    @Test
    void throwingTracerLeavesTheCall() {
        servedThough("tracer", GrpcTracing.builder(new Broken(openTelemetry(), Broken.Part.TRACER)));

        assertThat(spans()).isEmpty();
    }

    @Test
    void throwingPredicateLeavesTheCall() {
        servedThough("predicate", GrpcTracing.builder(openTelemetry()).setKnownMethods(method -> {
            throw new IllegalStateException("thrown by the suite's predicate");
        }));

        assertThat(spans()).isEmpty();
    }

    @Test
    void throwingSpanLeavesTheCall() {
        servedThough(
                "span",
                GrpcTracing.builder(new Broken(openTelemetry(), Broken.Part.SPAN))
                        .setMessageEvents(true));

        assertThat(spans()).isEmpty();
    }

    /** What fails of ours is said once a minute, and at FINE otherwise. */
    private void servedThough(String brokenPart, GrpcTracingBuilder tracing) {
        try (Lines log = new Lines(Failures.LOGGER)) {
            Wire wire = keep(Wire.start(stack, new Wire.Handlers(), tracing.build()));
            assertThat(say(wire, "hello")).isEqualTo("hello");
            assertThat(ClientCalls.blockingServerStreamingCall(
                            wire.channel(), Text.REPEAT, CallOptions.DEFAULT, "again"))
                    .toIterable()
                    .containsExactly("again", "again");
            spans();
            assertThat(log.records())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line.getThrown()).hasMessageContaining(brokenPart));
            assertThat(log.records())
                    .filteredOn(line -> line.getLevel().equals(Level.WARNING))
                    .hasSizeLessThanOrEqualTo(2); // one for each side
        }
    }

    private SpanData served(Metadata headers, boolean serverOnly) {
        Wire wire = start(headers, serverOnly);
        assertThat(say(wire, "hello")).isEqualTo("hello");
        SpanData span = span(SpanKind.SERVER);
        assertThat(attribute(span, STATUS_CODE)).isEqualTo("OK");
        return span;
    }

    /** A client that sends these headers, traced or not, to a traced server. */
    private Wire start(Metadata headers, boolean serverOnly) {
        GrpcTracing tracing =
                GrpcTracing.builder(openTelemetry()).setTraceBin(true).build();
        var attach = MetadataUtils.newAttachHeadersInterceptor(headers);
        return keep(Wire.start(
                stack,
                new Wire.Handlers(),
                serverOnly ? List.of(attach) : List.of(tracing.clientInterceptor(), attach),
                List.of(tracing.serverInterceptor())));
    }

    private static Metadata headers(String... traceparents) {
        Metadata headers = new Metadata();
        for (String traceparent : traceparents) {
            headers.put(TRACEPARENT, traceparent);
        }
        return headers;
    }
}
