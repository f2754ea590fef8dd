package dev.clew.instrumentation.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.http.contract.Telemetry;
import io.grpc.CallOptions;
import io.grpc.stub.ClientCalls;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the tracing of gRPC does, in suites that extend this class. Each runs in one process and over netty on loopback, on
 * Clew and on the OpenTelemetry SDK.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(Stack.class)
@Timeout(60)
abstract class GrpcContract {
    static final AttributeKey<String> STATUS_CODE = AttributeKey.stringKey("rpc.status_code");
    static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    // Held, for loggers are forgotten otherwise. What gRPC says about the exceptions of these tests is nobody's
    // concern.
    private static final Logger GRPC = Logger.getLogger("io.grpc");

    @Parameter
    Stack stack;

    private Telemetry telemetry;
    private final List<Wire> wires = new ArrayList<>();

    @BeforeAll
    static void quietGrpc() {
        GRPC.setLevel(Level.OFF);
    }

    @BeforeEach
    void startTelemetry() {
        use(Sampler.alwaysOn());
    }

    @AfterEach
    void closeAll() {
        wires.forEach(Wire::close);
        telemetry.close();
    }

    final void use(Sampler sampler) {
        if (telemetry != null) {
            telemetry.close();
        }
        telemetry = stack.telemetry(sampler);
    }

    final OpenTelemetry openTelemetry() {
        return telemetry.openTelemetry();
    }

    final GrpcTracing tracing() {
        return GrpcTracing.create(openTelemetry());
    }

    final Wire wire() {
        return wire(new Wire.Handlers());
    }

    final Wire wire(Wire.Handlers handlers) {
        return keep(Wire.start(stack, handlers, tracing()));
    }

    /** Closes it after the test, and before that lets {@link #spans} wait for it. */
    final Wire keep(Wire wire) {
        wires.add(wire);
        return wire;
    }

    static String say(Wire wire, String message) {
        return ClientCalls.blockingUnaryCall(wire.channel(), Text.SAY, CallOptions.DEFAULT, message);
    }

    final Span parent() {
        return openTelemetry().getTracer("suite").spanBuilder("parent").startSpan();
    }

    /** All spans that there are, once every call has come to its end. */
    final List<SpanData> spans() {
        wires.forEach(Wire::drain);
        return telemetry.finishedSpans();
    }

    /** The span of the one call on that side. */
    final SpanData span(SpanKind kind) {
        List<SpanData> spans =
                spans().stream().filter(span -> span.getKind() == kind).toList();
        assertThat(spans).as("spans of kind %s", kind).hasSize(1);
        return spans.get(0);
    }

    static <T> T attribute(SpanData span, AttributeKey<T> key) {
        return span.getAttributes().get(key);
    }

    static List<String> exceptions(SpanData span) {
        return span.getEvents().stream()
                .map(event -> event.getAttributes().get(AttributeKey.stringKey("exception.type")))
                .toList();
    }
}
