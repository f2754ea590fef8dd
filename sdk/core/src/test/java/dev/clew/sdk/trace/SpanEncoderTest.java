package dev.clew.sdk.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.frame.Frame;
import dev.clew.sdk.frame.FrameConsumer;
import dev.clew.sdk.frame.FrameLayout;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a frame holds what; that it holds the whole span is what the differential tests show. */
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
}
