package dev.clew.propagation;

import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Every format by its name in {@code OTEL_PROPAGATORS}, and what several of them make together. A format's classes are loaded
 * when it is asked for. Threads: any.
 */
public final class Propagators {
    private static final List<String> NAMES =
            List.of("b3", "b3multi", "baggage", "grpc-trace-bin", "jaeger", "ottrace", "tracecontext", "xray");

    private Propagators() {}

    /** The names that {@link #named} knows. */
    public static Collection<String> names() {
        return NAMES;
    }

    /** The propagator with this name, in any case; null if there is none. */
    public static @Nullable TextMapPropagator named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "tracecontext" -> W3CTraceContext.propagator();
            case "baggage" -> W3CBaggage.propagator();
            case "b3" -> b3();
            case "b3multi" -> b3Multi();
            case "jaeger" -> jaeger();
            case "ottrace" -> otTrace();
            case "xray" -> xRay();
            case "grpc-trace-bin" -> grpcTraceBin();
            default -> null;
        };
    }

    /** B3, Zipkin's format, written as one header. Both forms are read. */
    public static TextMapPropagator b3() {
        return B3Single.INSTANCE;
    }

    /** B3 written as a header for each part. Both forms are read. */
    public static TextMapPropagator b3Multi() {
        return B3Multi.INSTANCE;
    }

    /** Jaeger's {@code uber-trace-id} and {@code uberctx-} baggage. */
    public static TextMapPropagator jaeger() {
        return Jaeger.INSTANCE;
    }

    /** OpenTracing's {@code ot-tracer-} headers and {@code ot-baggage-}. */
    public static TextMapPropagator otTrace() {
        return OtTrace.INSTANCE;
    }

    /** AWS X-Ray's {@code X-Amzn-Trace-Id}. */
    public static TextMapPropagator xRay() {
        return XRay.INSTANCE;
    }

    /** {@code grpc-trace-bin} in base64. For gRPC's own metadata, which takes the bytes, see {@link BinarySpanContext}. */
    public static TextMapPropagator grpcTraceBin() {
        return GrpcTraceBin.INSTANCE;
    }

    /**
     * For the responses of a server: injects {@code Server-Timing: trace;desc=00-...} for the span in the context, and extracts
     * nothing. The setter is to add the header to those that are there.
     */
    public static TextMapPropagator serverTiming() {
        return ServerTiming.INSTANCE;
    }

    /**
     * Forwards these headers as they came, such as a request id that no tracing format knows. Their first value, up to 8,192
     * characters of printable ASCII.
     *
     * @throws IllegalArgumentException if one cannot be the name of a header
     */
    public static TextMapPropagator passThrough(Collection<String> fields) {
        return new PassThrough(fields);
    }

    /**
     * All of these, of which the first one that finds a span decides the span, and the first one that finds baggage the baggage.
     * All are written. One that throws does not keep the others from their work.
     *
     * <p>{@link TextMapPropagator#composite} and {@code OTEL_PROPAGATORS} are the other way around: the last one that finds
     * something decides.
     */
    public static TextMapPropagator firstWins(List<TextMapPropagator> propagators) {
        return new FirstWins(propagators);
    }
}
