package dev.clew.testing;

import dev.clew.tree.TraceTree;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A {@link ClewRecording} for the tests of a JUnit 5 or 6 class, empty at the start of each and closed at the end:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final ClewExtension clew = ClewExtension.create();
 *
 * @Test
 * void order_asksTheStock() {
 *     new Orders(clew.getOpenTelemetry()).order("tea");
 *
 *     assertThat(clew.trees()).isEqualTo("order > CLIENT GET /stock");
 * }
 * }</pre>
 *
 * <p>Threads: any. Tests of a class that run at the same time share a static field, and so each other's spans; an instance
 * field gives each its own. A static field of a base class ends with the first of its classes: declare one in each.
 */
public final class ClewExtension implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private final ClewRecording recording;

    // How many classes, an outer one and nested ones, are between their beginning and their end. An instance field is
    // registered after a class began, and sees none.
    private final AtomicInteger openClasses = new AtomicInteger();

    private ClewExtension(ClewRecording recording) {
        this.recording = recording;
    }

    /** An extension with the defaults of {@link ClewRecording#create}. */
    public static ClewExtension create() {
        return of(ClewRecording.builder());
    }

    /** An extension with a recording as the builder describes it, which starts now. */
    public static ClewExtension of(ClewRecordingBuilder builder) {
        return new ClewExtension(builder.build());
    }

    /** What the code under test gets. */
    public OpenTelemetry getOpenTelemetry() {
        return recording.getOpenTelemetry();
    }

    /** As {@link ClewRecording#spans()}. */
    public List<SpanData> spans() {
        return recording.spans();
    }

    /** As {@link ClewRecording#awaitSpans(int)}. */
    public List<SpanData> awaitSpans(int count) {
        return recording.awaitSpans(count);
    }

    /** As {@link ClewRecording#span(String)}. */
    public SpanData span(String name) {
        return recording.span(name);
    }

    /** As {@link ClewRecording#traces()}. */
    public List<TraceTree> traces() {
        return recording.traces();
    }

    /** As {@link ClewRecording#trees(String...)}. */
    public String trees(String... attributeKeys) {
        return recording.trees(attributeKeys);
    }

    /** Forgets every span that has ended so far, in the middle of a test. */
    public void clear() {
        recording.clear();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        openClasses.incrementAndGet();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        recording.clear();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (openClasses.get() == 0) {
            recording.close();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (openClasses.decrementAndGet() == 0) {
            recording.close();
        }
    }
}
