package dev.clew.sdk.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Test;

/** The clock, and the spans that live by it. */
class EpochClockTest {
    private static final long SECOND = 1_000_000_000L;

    private final SpanLab lab = new SpanLab();

    private long now() {
        return lab.provider().parts().clock().anchor().now();
    }

    @Test
    void now_followsTheMonotonicClock() {
        lab.clock.advance(7);

        assertThat(now()).isEqualTo(lab.clock.now());
    }

    @Test
    void reanchor_followsTheWallOnceASecond() {
        lab.provider();
        lab.clock.stepWall(3 * SECOND);
        lab.clock.advance(SECOND - 1);
        lab.provider().reanchor();
        assertThat(now()).isEqualTo(lab.clock.now() - 3 * SECOND);

        lab.clock.advance(1);
        lab.provider().reanchor();
        assertThat(now()).isEqualTo(lab.clock.now());
    }

    @Test
    void restored_followsTheWallAtOnce() {
        lab.provider();
        lab.clock.stepWall(7 * 24 * 3600 * SECOND);
        lab.provider().restored();

        assertThat(now()).isEqualTo(lab.clock.now());
        assertThat(lab.started("first").toSpanData().getStartEpochNanos()).isEqualTo(lab.clock.now());
    }

    @Test
    void duration_isMonotonicWhenTheWallIsStepped() {
        Span span = lab.started("span");
        stepWallBySeconds(-60);
        span.addEvent("event");
        lab.clock.advance(5);
        span.end();

        SpanData data = lab.onlyEnded();
        assertThat(data.getEndEpochNanos() - data.getStartEpochNanos()).isEqualTo(SECOND + 5);
        assertThat(data.getEvents().get(0).getEpochNanos() - data.getStartEpochNanos())
                .isEqualTo(SECOND);
    }

    @Test
    void child_neverStartsBeforeItsParentAndKeepsItsLength() {
        Span parent = lab.started("parent");
        stepWallBySeconds(-60);
        Span child = lab.tracer()
                .spanBuilder("child")
                .setParent(SpanLab.contextOf(parent))
                .startSpan();
        lab.clock.advance(100);
        child.end();
        lab.clock.advance(1);
        parent.end();

        SpanData inner = lab.ended.get(0);
        SpanData outer = lab.ended.get(1);
        assertThat(inner.getStartEpochNanos()).isEqualTo(outer.getStartEpochNanos() + SECOND);
        assertThat(inner.getEndEpochNanos() - inner.getStartEpochNanos()).isEqualTo(100);
        assertThat(outer.getEndEpochNanos()).isEqualTo(inner.getEndEpochNanos() + 1);
    }

    @Test
    void child_followsItsParentsClockForAMinuteAndThenTheWall() {
        Span parent = lab.started("parent");
        stepWallBySeconds(10);
        assertThat(startOfChild(parent)).isEqualTo(lab.clock.now() - 10 * SECOND);

        lab.clock.advance(60 * SECOND);
        lab.provider().reanchor();
        assertThat(startOfChild(parent)).isEqualTo(lab.clock.now());
    }

    @Test
    void child_ofAnOldParentNeverStartsBeforeIt() {
        Span parent = lab.started("parent");
        lab.clock.advance(60 * SECOND);
        stepWallBySeconds(-3600);

        assertThat(startOfChild(parent)).isEqualTo(lab.clock.now() + 3600 * SECOND);
    }

    @Test
    void root_followsTheWallWhenItWasStepped() {
        lab.provider();
        stepWallBySeconds(60);
        lab.started("root").end();

        assertThat(lab.onlyEnded().getStartEpochNanos()).isEqualTo(lab.clock.now());
    }

    private long startOfChild(Span parent) {
        lab.ended.clear();
        lab.tracer()
                .spanBuilder("child")
                .setParent(SpanLab.contextOf(parent))
                .startSpan()
                .end();
        return lab.onlyEnded().getStartEpochNanos();
    }

    private void stepWallBySeconds(long seconds) {
        lab.clock.stepWall(seconds * SECOND);
        lab.clock.advance(SECOND);
        lab.provider().reanchor();
    }
}
