package dev.clew.sdk.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.clew.sdk.frame.Frame;
import dev.clew.sdk.frame.FrameConsumer;
import dev.clew.sdk.frame.FrameLayout;
import dev.clew.sdk.otlp.OtlpSpanReader;
import dev.clew.sdk.telemetry.LogLines;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.ExceptionEventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** From the recording span to the frame, read by the published protobuf classes and by our own reader. */
class SpanEncoderTest implements FrameConsumer {
    private final List<byte[]> messages = new ArrayList<>();
    private final List<long[]> headers = new ArrayList<>();
    private final SpanLab lab = new SpanLab().with(this);

    @Override
    public void accept(Frame frame) {
        byte[] message = new byte[frame.messageLength()];
        frame.copyMessage(message, 0);
        messages.add(message);
        long flags = 0;
        for (int flag = 1; flag < 256; flag <<= 1) {
            flags |= frame.is(flag) ? flag : 0;
        }
        headers.add(new long[] {frame.traceIdHigh(), frame.spanId(), frame.parentSpanId(), frame.threadId(), flags});
    }

    @Override
    public void afterPass(long nowNanos) {}

    @Property(tries = 1_000)
    void frame_holdsWhatTheSpanData(@ForAll long seed) throws InvalidProtocolBufferException {
        SpanEncoderTest test = new SpanEncoderTest();
        RandomProgram program = new RandomProgram(seed).withoutOddLists();
        SpanLab lab = new SpanLab().with(program.limits()).with(test);
        SpanBuilder builder = lab.tracer().spanBuilder("span");
        program.configure(builder);
        if (!(builder.startSpan() instanceof ReadWriteSpan span)) {
            return; // its parent was not sampled
        }
        for (int changes = program.below(20); changes > 0; changes--) {
            program.change(span);
        }
        try (LogLines ignored = LogLines.of("dev.clew")) { // its limits discard much, and Clew says so
            program.end(span);
        }
        lab.drain.doWork();

        byte[] message = test.messages.get(0);
        SpanData expected = lab.onlyEnded();
        SpanData decoded = OtlpSpanReader.read(
                message, 0, message.length, expected.getResource(), expected.getInstrumentationScopeInfo());
        assertThat(decoded).isEqualTo(new AsOtlpCarriesIt(expected));
        assertSameFields(io.opentelemetry.proto.trace.v1.Span.parseFrom(message), expected);
    }

    // What our own reader could get wrong in the same way as our own writer.
    private static void assertSameFields(io.opentelemetry.proto.trace.v1.Span proto, SpanData span) {
        assertThat(hex(proto.getTraceId())).isEqualTo(span.getTraceId());
        assertThat(hex(proto.getSpanId())).isEqualTo(span.getSpanId());
        assertThat(hex(proto.getParentSpanId()))
                .isEqualTo(span.getParentSpanContext().isValid() ? span.getParentSpanId() : "");
        assertThat(proto.getName()).isEqualTo(span.getName());
        assertThat(proto.getKind()).hasToString("SPAN_KIND_" + span.getKind());
        assertThat(proto.getStartTimeUnixNano()).isEqualTo(span.getStartEpochNanos());
        assertThat(proto.getEndTimeUnixNano()).isEqualTo(span.getEndEpochNanos());
        assertThat(proto.getFlags() & 0xFF)
                .isEqualTo(span.getSpanContext().getTraceFlags().asByte() & 0xFF);
        assertThat(proto.getFlags() >> 8).isEqualTo(span.getParentSpanContext().isRemote() ? 3 : 1);
        assertThat(proto.getAttributesCount()).isEqualTo(span.getAttributes().size());
        assertThat(proto.getDroppedAttributesCount() + proto.getAttributesCount())
                .isEqualTo(span.getTotalAttributeCount());
        assertThat(proto.getDroppedEventsCount() + proto.getEventsCount()).isEqualTo(span.getTotalRecordedEvents());
        assertThat(proto.getDroppedLinksCount() + proto.getLinksCount()).isEqualTo(span.getTotalRecordedLinks());
        assertThat(proto.getStatus().getMessage()).isEqualTo(span.getStatus().getDescription());
        assertThat(proto.getStatus().getCode())
                .hasToString("STATUS_CODE_" + span.getStatus().getStatusCode());
        assertThat(proto.getUnknownFields().asMap()).isEmpty();
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    @Test
    void head_standsAtFixedPlaces() {
        Span span = lab.started("span");
        span.setAttribute("long", "x".repeat(500)).end();
        lab.drain.doWork();

        ByteBuffer message = ByteBuffer.wrap(messages.get(0));
        SpanContext context = span.getSpanContext();
        assertThat(HexFormat.of().formatHex(messages.get(0), 2, 18)).isEqualTo(context.getTraceId());
        assertThat(HexFormat.of().formatHex(messages.get(0), 20, 28)).isEqualTo(context.getSpanId());
        message.order(ByteOrder.LITTLE_ENDIAN);
        assertThat(message.getLong(FrameLayout.START - FrameLayout.MESSAGE)).isEqualTo(lab.clock.now());
        assertThat(message.getLong(FrameLayout.END - FrameLayout.MESSAGE)).isEqualTo(lab.clock.now() + 1);
        assertThat(message.getInt(FrameLayout.SPAN_FLAGS - FrameLayout.MESSAGE)).isEqualTo(0x103);
    }

    @Test
    void header_saysWhoAndHow() {
        Span root = lab.started("root");
        Span child = lab.tracer()
                .spanBuilder("child")
                .setParent(SpanLab.contextOf(root))
                .startSpan();
        Thread other = new Thread(() -> child.setStatus(StatusCode.ERROR).end());
        other.start();
        assertThat(joined(other)).isTrue();
        root.end();
        lab.drain.doWork();

        long rootId = Long.parseUnsignedLong(root.getSpanContext().getSpanId(), 16);
        long thread = Thread.currentThread().getId();
        assertThat(headers).hasSize(2);
        long[] ofRoot = headers.get(headers.get(0)[1] == rootId ? 0 : 1);
        long[] ofChild = headers.get(headers.get(0)[1] == rootId ? 1 : 0);
        assertThat(ofRoot)
                .endsWith(rootId, 0, thread, FrameLayout.SAMPLED | FrameLayout.LOCAL_ROOT)
                .startsWith(Long.parseUnsignedLong(
                        root.getSpanContext().getTraceId().substring(0, 16), 16));
        assertThat(ofChild)
                .endsWith(rootId, thread, FrameLayout.SAMPLED | FrameLayout.ERROR | FrameLayout.OTHER_THREAD);
    }

    private static boolean joined(Thread thread) {
        try {
            thread.join(10_000);
        } catch (InterruptedException stopped) {
            return false;
        }
        return !thread.isAlive();
    }

    /** The span without what OTLP has no field for: the parent's tracestate and flags, and exceptions as objects. */
    private static final class AsOtlpCarriesIt extends DelegatingSpanData {
        private final SpanData span;

        AsOtlpCarriesIt(SpanData span) {
            super(span);
            this.span = span;
        }

        @Override
        public SpanContext getParentSpanContext() {
            SpanContext parent = span.getParentSpanContext();
            if (!parent.isValid()) {
                return parent;
            }
            return parent.isRemote()
                    ? SpanContext.createFromRemoteParent(
                            parent.getTraceId(),
                            parent.getSpanId(),
                            span.getSpanContext().getTraceFlags(),
                            none())
                    : SpanContext.create(
                            parent.getTraceId(),
                            parent.getSpanId(),
                            span.getSpanContext().getTraceFlags(),
                            none());
        }

        private static TraceState none() {
            return TraceState.getDefault();
        }

        @Override
        public List<EventData> getEvents() {
            return span.getEvents().stream()
                    .map(event -> event instanceof ExceptionEventData
                            ? EventData.create(
                                    event.getEpochNanos(),
                                    event.getName(),
                                    event.getAttributes(),
                                    event.getTotalAttributeCount())
                            : event)
                    .toList();
        }

        @Override
        public List<LinkData> getLinks() {
            return span.getLinks();
        }
    }
}
