package dev.clew.testing;

import dev.clew.sdk.ClewSdk;
import dev.clew.tree.TraceTree;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A {@link ClewSdk} that keeps its spans in memory, for tests with any framework; {@link ClewExtension} is the one for JUnit.
 * What comes back went the whole way of a span: encoded, through the rings, decoded.
 *
 * <p>Threads: any. A span that ended before {@link #spans()} is called is in its answer, whichever thread ended it.
 */
public final class ClewRecording implements AutoCloseable {
    private static final long FLUSH_TIMEOUT_SECONDS = 10;
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final ClewSdk sdk;
    private final InMemoryDestination destination;
    private final boolean global;

    ClewRecording(ClewSdk sdk, InMemoryDestination destination, boolean global) {
        this.sdk = sdk;
        this.destination = destination;
        this.global = global;
        if (global) {
            try {
                GlobalOpenTelemetry.set(sdk);
            } catch (IllegalStateException taken) {
                sdk.close();
                throw taken;
            }
        }
    }

    /** A recording with the defaults: every trace sampled, the W3C propagators, not global. */
    public static ClewRecording create() {
        return builder().build();
    }

    /** A builder with the defaults of {@link #create}. */
    public static ClewRecordingBuilder builder() {
        return new ClewRecordingBuilder();
    }

    /** What the code under test gets. */
    public OpenTelemetry getOpenTelemetry() {
        return sdk;
    }

    /**
     * The sampled spans that have ended since the last {@link #clear}, by end time.
     *
     * @throws IllegalStateException when they do not arrive within 10 seconds, or when one was lost: the message says where
     */
    public List<SpanData> spans() {
        flush();
        return destination.spans();
    }

    /**
     * As {@link #spans()}, when there are so many: for code under test that ends spans later, on threads of its own.
     *
     * @throws AssertionError when there are fewer after 10 seconds; the message has those that came
     */
    public List<SpanData> awaitSpans(int count) {
        return awaitSpans(count, FLUSH_TIMEOUT_SECONDS);
    }

    List<SpanData> awaitSpans(int count, long seconds) {
        long begun = System.nanoTime();
        List<SpanData> spans = spans();
        while (spans.size() < count) {
            if (System.nanoTime() - begun >= TimeUnit.SECONDS.toNanos(seconds)) {
                throw new AssertionError(
                        "no " + count + " spans ended within " + seconds + " seconds, but these: " + trees());
            }
            LockSupport.parkNanos(this, LOOK_EVERY_NANOS);
            spans = spans();
        }
        return spans;
    }

    /**
     * The one span of that name, to look at its events, links and attributes.
     *
     * @throws AssertionError when there is none or several; the message has those that there are
     */
    public SpanData span(String name) {
        List<SpanData> named =
                spans().stream().filter(span -> span.getName().equals(name)).toList();
        if (named.size() != 1) {
            throw new AssertionError(named.size() + " spans are named '" + name + "' of these: " + trees());
        }
        return named.get(0);
    }

    /** {@link #spans()} put together as trees, one per trace, by the start of their roots. */
    public List<TraceTree> traces() {
        return TraceTree.of(spans());
    }

    /**
     * {@link #traces()}, one line each as {@link TraceTree#toLine} draws it, such as {@code SERVER GET /orders/{id} > CLIENT GET}.
     *
     * @param attributeKeys the attributes to show
     */
    public String trees(String... attributeKeys) {
        return String.join(
                "\n", traces().stream().map(tree -> tree.toLine(attributeKeys)).toList());
    }

    /** Forgets every span that has ended so far. */
    public void clear() {
        flush();
        destination.clear();
    }

    /** Ends recording; the spans so far can still be read. Gives {@link GlobalOpenTelemetry} back where it was taken. */
    @Override
    public void close() {
        if (global) {
            GlobalOpenTelemetry.resetForTest();
        }
        sdk.close();
    }

    private void flush() {
        CompletableResultCode flushed = sdk.forceFlush().join(FLUSH_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        if (!flushed.isDone()) {
            throw new IllegalStateException(
                    "the spans did not arrive within " + FLUSH_TIMEOUT_SECONDS + " seconds: " + sdk.ledger());
        }
        if (sdk.ledger().lost() > 0) {
            throw new IllegalStateException("spans were lost: " + sdk.ledger());
        }
    }
}
