package dev.clew.testing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps the spans that it gets, for tests that set an SDK up themselves: {@code
 * ClewSdk.builder().addSpanExporter(destination)}. Flush the SDK before you look. Threads: any. When full: never; it is for tests.
 */
public final class InMemoryDestination implements SpanExporter {
    // Guarded by this.
    private final List<SpanData> kept = new ArrayList<>();

    /** The spans so far, by end time; those that ended at the same time as they came. */
    public synchronized List<SpanData> spans() {
        return kept.stream()
                .sorted(Comparator.comparingLong(SpanData::getEndEpochNanos))
                .toList();
    }

    /** Forgets the spans so far. */
    public synchronized void clear() {
        kept.clear();
    }

    @Override
    public synchronized CompletableResultCode export(Collection<SpanData> spans) {
        kept.addAll(spans);
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    /** Changes nothing: what was kept can still be looked at. */
    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public String toString() {
        return "InMemoryDestination";
    }
}
