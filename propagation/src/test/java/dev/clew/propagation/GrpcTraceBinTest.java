package dev.clew.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrpcTraceBinTest extends PropagatorContract {
    @Override
    TextMapPropagator propagator() {
        return Propagators.grpcTraceBin();
    }

    @Override
    Context filled() {
        return Spans.sampled();
    }

    @Test
    void extract_takesBase64WithPaddingAsWell() {
        byte[] bytes = BinarySpanContext.encode(Spans.in(Spans.sampled()));
        String padded = Base64.getEncoder().encodeToString(bytes);
        assertThat(padded).endsWith("=");
        SpanContext span = Spans.in(Headers.of("grpc-trace-bin", padded).read(propagator()));
        assertThat(span.getTraceId()).isEqualTo(Spans.TRACE_ID);
        assertThat(span.isSampled()).isTrue();
        assertThat(span.isRemote()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "A", "\u00e9\u00e9\u00e9\u00e9", "AA,AA", "AA==\n"})
    void extract_whatIsNotBase64GivesTheSameContext(String header) {
        assertThat(Headers.of("grpc-trace-bin", header).read(propagator())).isSameAs(Context.root());
    }

    @Test
    void decode_ofIdsThatAreZeroIsInvalid() {
        byte[] bytes = BinarySpanContext.encode(Spans.in(Spans.sampled()));
        byte[] noTrace = bytes.clone();
        Arrays.fill(noTrace, 2, 18, (byte) 0);
        byte[] noSpan = bytes.clone();
        Arrays.fill(noSpan, 19, 27, (byte) 0);
        assertThat(BinarySpanContext.decode(noTrace)).isSameAs(SpanContext.getInvalid());
        assertThat(BinarySpanContext.decode(noSpan)).isSameAs(SpanContext.getInvalid());
    }

    @Test
    void decode_ofFewerBytesIsInvalidUnlessOnlyTheOptionsAreMissing() {
        byte[] bytes = BinarySpanContext.encode(Spans.in(Spans.sampled()));
        for (int length = 0; length < bytes.length; length++) {
            SpanContext span = BinarySpanContext.decode(Arrays.copyOf(bytes, length));
            assertThat(span.isValid()).as("%s bytes", length).isEqualTo(length == 27);
        }
    }

    @Test
    void decode_laterFieldsAndOptionsAreNotLookedAt() {
        byte[] later = Arrays.copyOf(BinarySpanContext.encode(Spans.in(Spans.sampled())), 64);
        later[28] = (byte) 0xfe;
        later[29] = 9;
        SpanContext span = BinarySpanContext.decode(later);
        assertThat(span.getSpanId()).isEqualTo(Spans.SPAN_ID);
        assertThat(span.getTraceFlags().asHex()).isEqualTo("00");
    }
}
