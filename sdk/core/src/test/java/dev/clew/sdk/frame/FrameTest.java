package dev.clew.sdk.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FrameTest {
    private static final Span SPAN = EncodedSpans.span(0x0102030405060708L, "GET");

    private static Frame frame() {
        // The head in the frame's order, by protobuf's own hand.
        byte[] head = Span.newBuilder()
                .setTraceId(SPAN.getTraceId())
                .setSpanId(SPAN.getSpanId())
                .setStartTimeUnixNano(SPAN.getStartTimeUnixNano())
                .setEndTimeUnixNano(SPAN.getEndTimeUnixNano())
                .setFlags(0x101)
                .build()
                .toByteArray();
        byte[] name = Span.newBuilder().setName("GET").build().toByteArray();
        OtlpWriter scratch = EncodedSpans.scratch(head, 3);
        scratch.append(name);
        scratch.setInt(FrameLayout.OPERATION, 77);
        scratch.setLong(FrameLayout.PARENT, -5);
        scratch.setLong(FrameLayout.THREAD, 12);
        int flags = FrameLayout.SAMPLED | FrameLayout.ERROR;
        scratch.setLong(FrameLayout.COMMIT, FrameLayout.commitWord(scratch.size(), FrameLayout.KIND_SPAN, flags));
        return new Frame().at(scratch.toByteArray());
    }

    @Test
    void header_saysWhatItWasGiven() {
        Frame frame = frame();

        assertThat(frame.scopeId()).isEqualTo(3);
        assertThat(frame.operationKey()).isEqualTo(77);
        assertThat(frame.parentSpanId()).isEqualTo(-5);
        assertThat(frame.threadId()).isEqualTo(12);
        assertThat(frame.is(FrameLayout.SAMPLED)).isTrue();
        assertThat(frame.is(FrameLayout.ERROR)).isTrue();
        assertThat(frame.is(FrameLayout.LOCAL_ROOT | FrameLayout.REMOTE_PARENT)).isFalse();
    }

    @Test
    void fixedFields_areReadWithoutParsing() {
        Frame frame = frame();

        assertThat(frame.traceIdHigh()).isEqualTo(7);
        assertThat(frame.traceIdLow()).isEqualTo(0x0102030405060708L);
        assertThat(frame.spanId()).isEqualTo(0x0102030405060708L);
        assertThat(frame.startEpochNanos()).isEqualTo(SPAN.getStartTimeUnixNano());
        assertThat(frame.endEpochNanos()).isEqualTo(SPAN.getEndTimeUnixNano());
    }

    @Test
    void message_isTheSpan() throws IOException {
        Span parsed = Span.parseFrom(EncodedSpans.message(frame()));

        assertThat(parsed).isEqualTo(SPAN.toBuilder().setFlags(0x101).build());
    }

    @Test
    void commitWord_keepsLengthKindAndFlagsApart() {
        long word = FrameLayout.commitWord(Integer.MAX_VALUE, FrameLayout.KIND_PADDING, 0xFF);

        assertThat(FrameLayout.length(word)).isEqualTo(Integer.MAX_VALUE);
        assertThat(FrameLayout.kind(word)).isEqualTo(FrameLayout.KIND_PADDING);
        assertThat(FrameLayout.flags(word)).isEqualTo(0xFF);
        assertThat(FrameLayout.aligned(41)).isEqualTo(48);
        assertThat(FrameLayout.aligned(48)).isEqualTo(48);
    }
}
