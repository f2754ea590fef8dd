package dev.clew.propagation;

import static dev.clew.propagation.Vectors.entries;
import static dev.clew.propagation.Vectors.lists;
import static dev.clew.propagation.Vectors.members;
import static dev.clew.propagation.Vectors.sorted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.propagation.Vectors.Vector;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each of the 271 vectors, on the propagator that it names. */
class PropagationVectorsTest {
    private static final String GRPC = "grpc-trace-bin";
    private static final String[] OF_TEXT = {"tracecontext", "baggage", "b3", "b3multi", "jaeger", "ottrace", "xray"};

    @ParameterizedTest
    @MethodSource("extracted")
    void extract_givesWhatTheVectorSays(Vector vector) {
        Context context = vector.headers().read(propagator(vector.propagator()));

        assertSpan(vector, Span.fromContext(context).getSpanContext());
        assertThat(entries(Baggage.fromContext(context))).isEqualTo(sorted(lists(vector.expect(), "baggage")));
        if (vector.expect().has("contextUnchanged")) {
            assertThat(context.equals(Context.root())).isEqualTo(vector.expects("contextUnchanged"));
        }
        if (vector.expects("samplingOnly")) {
            assertThat(CallerDecision.in(context))
                    .isEqualTo(
                            vector.expects("debug")
                                    ? CallerDecision.DEBUG
                                    : vector.expects("sampled") ? CallerDecision.ACCEPT : CallerDecision.DENY);
        }
        if (vector.expect().has("parentSpanId")) {
            // OpenTelemetry, api-propagators, B3 Inject: the parent's parent must not be propagated.
            assertThat(Headers.from(propagator(vector.propagator()), context).toString())
                    .contains(vector.expected("spanId"))
                    .doesNotContain(vector.expected("parentSpanId"));
        }
    }

    @ParameterizedTest
    @MethodSource("injected")
    void inject_writesWhatTheVectorSays(Vector vector) {
        Map<String, List<String>> expected = Vectors.asMap(vector.expect().getAsJsonObject("headers"));
        TextMapPropagator propagator = propagator(vector.propagator());
        if (vector.propagator().equals("xray") && expected.containsKey("baggage")) {
            // What of baggage is no lineage comes from the propagator that usually stands beside it.
            propagator = TextMapPropagator.composite(W3CBaggage.propagator(), propagator);
        }
        assertThat(Headers.from(propagator, vector.context()).asMap()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("binaryExtracted")
    void decode_givesWhatTheVectorSays(Vector vector) {
        assertSpan(
                vector,
                BinarySpanContext.decode(
                        bytes(Objects.requireNonNull(vector.headers().one(GRPC)))));

        Headers text = Vectors.headers(vector.json().getAsJsonObject("headersBase64NoPad"));
        assertSpan(
                vector, Span.fromContext(text.read(Propagators.grpcTraceBin())).getSpanContext());
    }

    @ParameterizedTest
    @MethodSource("binaryInjected")
    void encode_writesWhatTheVectorSays(Vector vector) {
        Headers sent = Headers.from(Propagators.grpcTraceBin(), vector.context());
        if (!vector.expect().has("headersBase64NoPad")) {
            assertThat(sent.asMap()).isEmpty();
            return;
        }
        assertThat(sent.asMap()).isEqualTo(Vectors.asMap(vector.expect().getAsJsonObject("headersBase64NoPad")));
        String bytes = vector.expect().getAsJsonObject("headers").get(GRPC).getAsString();
        SpanContext span = Span.fromContext(vector.context()).getSpanContext();
        assertThat(BinarySpanContext.encode(span)).isEqualTo(bytes(bytes));
    }

    @Test
    void everyVectorRuns() {
        assertThat(Vectors.all()).hasSize(271);
        assertThat(Stream.of(extracted(), injected(), binaryExtracted(), binaryInjected())
                        .flatMap(vectors -> vectors))
                .hasSize(271);
    }

    @Test
    void everyReasonIsThatOfAVector() {
        assertThat(Vectors.all()).extracting(Vector::id).containsAll(SpecificationWins.REASONS.keySet());
        assertThat(SpecificationWins.REASONS).hasSize(9);
    }

    static Stream<Vector> extracted() {
        return Vectors.of("extract", OF_TEXT);
    }

    static Stream<Vector> injected() {
        return Vectors.of("inject", OF_TEXT);
    }

    static Stream<Vector> binaryExtracted() {
        return Vectors.of("extract", GRPC);
    }

    static Stream<Vector> binaryInjected() {
        return Vectors.of("inject", GRPC);
    }

    private static void assertSpan(Vector vector, SpanContext span) {
        assertThat(span.isValid()).isEqualTo(vector.expects("valid"));
        if (span.isValid()) {
            assertThat(span.getTraceId()).isEqualTo(vector.expected("traceId"));
            assertThat(span.getSpanId()).isEqualTo(vector.expected("spanId"));
            assertThat(span.getTraceFlags().asHex()).isEqualTo(vector.expected("flags"));
            assertThat(span.isRemote()).isTrue();
        }
        assertThat(members(span.getTraceState())).isEqualTo(lists(vector.expect(), "tracestate"));
    }

    private static byte[] bytes(String hex) {
        assertThat(hex).startsWith("hex:");
        return HexFormat.of().parseHex(hex.substring("hex:".length()));
    }

    private static TextMapPropagator propagator(String name) {
        return Objects.requireNonNull(Propagators.named(name));
    }
}
