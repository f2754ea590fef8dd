package dev.clew.sdk.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.propagation.OwnTraceState;
import dev.clew.sdk.frame.Frame;
import dev.clew.sdk.frame.FrameConsumer;
import dev.clew.sdk.frame.FrameLayout;
import dev.clew.sdk.telemetry.LogLines;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Spans with exceptions: who makes text of the stack traces, and when. Frames set later tell. */
class LateSpanTest implements FrameConsumer {
    private static final int MOST_WAITING = 256;
    private static final String LATER = "set.Later.here(Later.java:1)";

    private final SpanLab lab = new SpanLab().collectingNothing().with(this);
    private final List<String> messages = new ArrayList<>();
    private final List<Boolean> onOtherThread = new ArrayList<>();

    @Override
    public void accept(Frame frame) {
        byte[] message = new byte[frame.messageLength()];
        frame.copyMessage(message, 0);
        messages.add(new String(message, StandardCharsets.UTF_8));
        onOtherThread.add(frame.is(FrameLayout.OTHER_THREAD));
    }

    @Override
    public void afterPass(long nowNanos) {}

    private static void setLater(Throwable thrown) {
        thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement("set.Later", "here", "Later.java", 1)});
    }

    private String sent(Span span, Throwable thrown) {
        span.recordException(thrown).end();
        setLater(thrown);
        lab.drain.doWork();
        return messages.get(messages.size() - 1);
    }

    @Test
    void stackTrace_becomesTextOnTheDrain() {
        assertThat(sent(lab.started("span"), new IllegalStateException("why")))
                .contains("java.lang.IllegalStateException: why")
                .contains(LATER);
    }

    @Test
    void stackTrace_becomesTextOnTheDrainInATraceThatCameWithClewsOwnTracestate() {
        SpanContext remote = SpanContext.createFromRemoteParent(
                "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", TraceFlags.getSampled(), new OwnTraceState());
        Span span = lab.span("span")
                .setParent(Context.root().with(Span.wrap(remote)))
                .startSpan();

        assertThat(sent(span, new IllegalStateException("why"))).contains(LATER);
    }

    @Test
    void stackTrace_ofAnExceptionThatSaysVeryMuchIsTextAtOnce() {
        assertThat(sent(lab.started("span"), new IllegalStateException("y".repeat(10_000))))
                .doesNotContain(LATER)
                .contains("yyyy");
    }

    @Test
    void stackTrace_becomesTextAtTheEndWhenTooManyWait() {
        Exception thrown = new IllegalStateException();
        for (int i = 0; i <= MOST_WAITING; i++) {
            lab.started("span " + i).recordException(thrown).end();
        }
        setLater(thrown);
        lab.drain.doWork();

        assertThat(messages).hasSize(MOST_WAITING + 1);
        assertThat(messages)
                .filteredOn(message -> !message.contains(LATER))
                .singleElement()
                .satisfies(message -> assertThat(message)
                        .contains("span " + MOST_WAITING)
                        .contains("stackTrace_becomesTextAtTheEndWhenTooManyWait"));
    }

    @Test
    void stackTrace_becomesTextWhenAProcessorReadsIt() {
        List<String> read = new ArrayList<>();
        lab.with(new Reading(span -> read.add(span.toSpanData().getEvents().toString())));

        String sent = sent(lab.started("span"), new IllegalStateException());

        assertThat(read).singleElement().satisfies(seen -> assertThat(seen).contains("LateSpanTest.java"));
        assertThat(sent).contains("LateSpanTest.java").doesNotContain(LATER);
    }

    @Test
    void stackTrace_isReadTheSameAfterTheEnd() {
        ReadWriteSpan span = lab.started("span");
        String sent = sent(span, new IllegalStateException());

        assertThat(sent).contains(LATER);
        assertThat(span.toSpanData().getEvents().toString()).contains(LATER);
    }

    @Test
    void exceptions_thatPrintThemselvesDoSoOnTheCallersThread() {
        List<Thread> printers = new ArrayList<>();
        Exception thrown = new Exception() {
            @Override
            public void printStackTrace(PrintWriter writer) {
                printers.add(Thread.currentThread());
                writer.write("printed by itself");
            }
        };

        assertThat(sent(lab.started("span"), thrown)).contains("printed by itself");
        assertThat(printers).containsExactly(Thread.currentThread());
    }

    @Test
    void flag_tellsWhetherTheSpanEndedOnAnotherThread() throws InterruptedException {
        Span here = lab.started("here");
        Span there = lab.started("there");
        here.recordException(new IllegalStateException()).end();
        Thread other = new Thread(
                () -> there.recordException(new IllegalStateException()).end());
        other.start();
        other.join();
        Thread drain = new Thread(lab.drain::doWork);
        drain.start();
        drain.join();

        assertThat(messages).hasSize(2);
        assertThat(onOtherThread).containsExactly(false, true);
    }

    @Test
    void spans_withPartsOfForeignClassesAreEncodedByTheirCaller() {
        List<String> reads = new ArrayList<>();
        SpanContext foreign = new ForeignContext(reads);
        lab.started("span")
                .addLink(foreign)
                .recordException(new IllegalStateException())
                .end();
        assertThat(reads).isNotEmpty();
        reads.clear();

        lab.drain.doWork();

        assertThat(messages).hasSize(1);
        assertThat(reads).isEmpty();
    }

    @Test
    void stackTrace_thatFindsNoRoomOnTheDrainIsReported() {
        try (LogLines log = LogLines.of("dev.clew")) {
            SpanLab small =
                    new SpanLab().collectingNothing().withMaxSpanBytes(300).with(this);
            small.started("span")
                    .recordException(new IllegalStateException("why"))
                    .end();
            assertThat(log.messages()).isEmpty();

            small.drain.doWork();

            assertThat(messages)
                    .singleElement()
                    .satisfies(message ->
                            assertThat(message).contains("exception.message").doesNotContain("exception.stacktrace"));
            assertThat(log.messages())
                    .singleElement()
                    .satisfies(line ->
                            assertThat(line).contains("span limits discarded").contains("name=span"));
        }
    }

    private record Reading(Consumer<ReadableSpan> read) implements SpanProcessor {
        @Override
        public void onStart(Context parent, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            read.accept(span);
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }

    private record ForeignContext(List<String> reads) implements SpanContext {
        @Override
        public String getTraceId() {
            reads.add("read");
            return "%032x".formatted(1);
        }

        @Override
        public String getSpanId() {
            reads.add("read");
            return "%016x".formatted(1);
        }

        @Override
        public TraceFlags getTraceFlags() {
            return TraceFlags.getSampled();
        }

        @Override
        public TraceState getTraceState() {
            return TraceState.getDefault();
        }

        @Override
        public boolean isRemote() {
            return true;
        }
    }
}
