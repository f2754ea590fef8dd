package dev.clew.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.otlp.OtlpSpanReader;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TraceStoreTest {
    private final TraceStore store = new TraceStore(3);

    @Test
    void add_keepsASpanWithItsTrace() {
        add(1, Otlp.span(1, 1, 0, "a"), Otlp.span(2, 2, 0, "b"));
        add(2, Otlp.span(1, 3, 1, "c"));

        assertThat(store.trace(Otlp.traceId(1))).extracting(SpanData::getName).containsExactly("a", "c");
        assertThat(store.trace(Otlp.traceId(9))).isEmpty();
        assertThat(store.totals()).isEqualTo(new TraceStore.Totals(2, 3, 3, 0));
    }

    @Test
    void add_whenFullTheOldestTraceGoes() {
        add(1, Otlp.span(1, 1, 0, "a"), Otlp.span(1, 2, 1, "b"));
        add(2, Otlp.span(2, 3, 0, "c"));
        add(3, Otlp.span(3, 4, 0, "d"));

        assertThat(store.trace(Otlp.traceId(1))).isEmpty();
        assertThat(store.totals()).isEqualTo(new TraceStore.Totals(2, 2, 4, 2));
        assertThat(store.takeQuietSince(10)).extracting(SpanData::getName).containsExactly("c");
    }

    @Test
    void add_newSpanMakesItsTraceNew() {
        add(1, Otlp.span(1, 1, 0, "a"));
        add(2, Otlp.span(2, 2, 0, "b"));
        add(3, Otlp.span(1, 3, 1, "c"));
        add(4, Otlp.span(3, 4, 0, "d"));

        assertThat(store.newest(10)).extracting(spans -> spans.get(0).getName()).containsExactly("d", "a");
        assertThat(store.newest(1)).extracting(spans -> spans.get(0).getName()).containsExactly("d");
    }

    @Test
    void add_traceLargerThanTheStoreDoesNotStayInIt() {
        add(1, Otlp.span(1, 1, 0, "a"), Otlp.span(1, 2, 1, "b"), Otlp.span(1, 3, 1, "c"), Otlp.span(1, 4, 1, "d"));

        assertThat(store.totals()).isEqualTo(new TraceStore.Totals(0, 0, 4, 4));
        assertThat(store.takeQuietSince(10)).isNull();
    }

    @Test
    void takeQuietSince_givesATraceOnceUnlessMoreComes() {
        add(5, Otlp.span(1, 1, 0, "a"));

        assertThat(store.takeQuietSince(4)).isNull();
        assertThat(store.takeQuietSince(5)).hasSize(1);
        assertThat(store.takeQuietSince(5)).isNull();
        add(6, Otlp.span(1, 2, 1, "b"));
        assertThat(store.takeQuietSince(6)).hasSize(2);
    }

    @Test
    void add_fromManyThreadsLosesNothing() throws Exception {
        TraceStore large = new TraceStore(1_000_000);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> adding = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            int first = thread * 1_000;
            adding.add(threads.submit(() -> {
                for (int i = 1; i <= 1_000; i++) {
                    large.add(read(Otlp.span(i % 50, first + i, 0, "s")), i);
                }
            }));
        }
        for (Future<?> each : adding) {
            each.get();
        }
        threads.shutdown();

        assertThat(large.totals().spans()).isEqualTo(4_000);
        assertThat(large.newest(100).stream().mapToInt(List::size).sum()).isEqualTo(4_000);
    }

    private void add(long nowNanos, Span... spans) {
        store.add(read(spans), nowNanos);
    }

    private static List<SpanData> read(Span... spans) {
        return OtlpSpanReader.readRequest(Otlp.request(spans));
    }
}
