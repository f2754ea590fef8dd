package dev.clew.sdk.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.clew.sdk.sampling.Samplers;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Bytes per span, exact on warmed code. Printed, so that a change is seen before it hurts. */
class AllocationTest {
    // Measured: 176 (span 80, identity 48, builder 48) and 96 (identity 48, builder 48).
    private static final long MAX_BARE = 184;
    private static final long MAX_UNSAMPLED = 104;
    private static final int ROUND = 20_000;
    private static final int MAX_ROUNDS = 60;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void bareSpan_costsThreeSmallObjectsEncodingIncluded() {
        SpanLab lab = new SpanLab().collectingNothing();
        Tracer tracer = lab.provider().get("warm");
        lab.drain.doWork();

        long bytes = bytesPerSpan(
                () -> tracer.spanBuilder("GET /orders")
                        .setParent(Context.root())
                        .startSpan()
                        .end(),
                lab,
                MAX_BARE);

        assertThat(bytes).isBetween(1L, MAX_BARE);
    }

    @Test
    void spanThatIsNotSampled_costsItsIdentity() {
        SpanLab lab = new SpanLab().collectingNothing().with(Samplers.parentBased(Samplers.alwaysOff()));
        Tracer tracer = lab.provider().get("warm");

        long bytes = bytesPerSpan(
                () -> {
                    Span span = tracer.spanBuilder("GET /orders")
                            .setParent(Context.root())
                            .startSpan();
                    span.setAttribute("http.status", 200);
                    span.end();
                },
                lab,
                MAX_UNSAMPLED);

        assertThat(bytes).isBetween(1L, MAX_UNSAMPLED);
    }

    /** Rounds until the compiler has done what it will: until the bytes of a round are within the bound. */
    private long bytesPerSpan(Runnable span, SpanLab lab, long bound) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            long bytes = 0;
            for (int done = 0; done < ROUND; done += 200) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 200; i++) {
                    span.run();
                }
                bytes += threads.getCurrentThreadAllocatedBytes() - before;
                lab.drain.doWork();
            }
            least = Math.min(least, bytes / ROUND);
            if (least <= bound && round > 20) {
                break;
            }
        }
        System.out.println("bytes per span: " + least);
        return least;
    }
}
