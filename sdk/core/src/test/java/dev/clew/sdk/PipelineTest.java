package dev.clew.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.frame.Drain;
import dev.clew.sdk.frame.LateFrame;
import dev.clew.sdk.frame.Stripes;
import dev.clew.sdk.telemetry.DropReason;
import dev.clew.sdk.telemetry.Drops;
import dev.clew.sdk.telemetry.Incidents;
import dev.clew.sdk.telemetry.SpanCounts;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineTest {
    private final Incidents incidents = new Incidents();
    private final Stripes stripes = new Stripes(0, 1 << 20, 1);
    private final SpanCounts counts = new SpanCounts(new Drops("test", incidents), false);
    private final Drain drain = new Drain(stripes, System::nanoTime, () -> {}, incidents);
    private final Pipeline pipeline =
            new Pipeline(stripes, drain, counts, List.of(), SdkMetrics.of(MeterProvider.noop(), incidents));

    private void started() {
        counts.started(SpanCounts.ParentOrigin.NONE, SamplingDecision.RECORD_AND_SAMPLE);
    }

    @Test
    void frame_thatTheDrainIsToWriteIsHeldAndThenHandedOver() {
        started();
        stripes.publishLate(scratch -> 0);
        assertThat(pipeline.ledger().live()).isZero();
        assertThat(pipeline.ledger().held()).isEqualTo(1);

        drain.doWork();

        assertThat(pipeline.ledger().handedOver()).isEqualTo(1);
        assertThat(pipeline.ledger().held()).isZero();
        assertThat(pipeline.ledger().dropped()).isEmpty();
    }

    @Test
    void frame_thatTheDrainCannotWriteIsDroppedOnceAndNeitherLiveNorHeld() {
        started();
        started();
        counts.drops().add(DropReason.ENCODING_FAILED, 1);
        stripes.publishLate(scratch -> LateFrame.FAILED);

        drain.doWork();

        SpanLedger ledger = pipeline.ledger();
        assertThat(ledger.dropped()).isEqualTo(Map.of(DropReason.ENCODING_FAILED, 2L));
        assertThat(ledger.live()).isZero();
        assertThat(ledger.held()).isZero();
        assertThat(ledger.handedOver()).isZero();
        assertThat(ledger.lost()).isEqualTo(2);
    }
}
