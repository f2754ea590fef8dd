package dev.clew.sdk.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class SamplersTest {
    private static final Sampler[][] TWINS = {
        {Samplers.alwaysOn(), Sampler.alwaysOn()},
        {Samplers.alwaysOff(), Sampler.alwaysOff()},
        {Samplers.traceIdRatio(0), Sampler.traceIdRatioBased(0)},
        {Samplers.traceIdRatio(0.25), Sampler.traceIdRatioBased(0.25)},
        {Samplers.traceIdRatio(1), Sampler.traceIdRatioBased(1)},
        {Samplers.parentBased(Samplers.alwaysOn()), Sampler.parentBased(Sampler.alwaysOn())},
        {Samplers.parentBased(Samplers.traceIdRatio(0.5)), Sampler.parentBased(Sampler.traceIdRatioBased(0.5))},
    };

    private static SamplingDecision decision(Sampler sampler, Context parent, String traceId) {
        return sampler.shouldSample(parent, traceId, "span", SpanKind.INTERNAL, Attributes.empty(), List.of())
                .getDecision();
    }

    @Property
    void decisions_areThoseOfOpenTelemetrysSamplers(@ForAll long high, @ForAll long low) {
        String traceId = "%016x%016x".formatted(high, low);
        String spanId = "00000000000000ab";
        TraceState state = TraceState.getDefault();
        for (Sampler[] twins : TWINS) {
            for (Context parent : List.of(
                    Context.root(),
                    Context.root().with(Span.wrap(SpanContext.create(traceId, spanId, TraceFlags.getSampled(), state))),
                    Context.root().with(Span.wrap(SpanContext.create(traceId, spanId, TraceFlags.getDefault(), state))),
                    Context.root()
                            .with(Span.wrap(SpanContext.createFromRemoteParent(
                                    traceId, spanId, TraceFlags.getDefault(), state))))) {
                assertThat(decision(twins[0], parent, traceId))
                        .as("%s of %s", twins[0], parent)
                        .isEqualTo(decision(twins[1], parent, traceId));
            }
        }
    }

    @Property(tries = 200)
    void ratio_samplesWhatOpenTelemetrysDoes(
            @ForAll @DoubleRange(min = 0, max = 1) double ratio, @ForAll long high, @ForAll long low) {
        String traceId = "%016x%016x".formatted(high, low);

        assertThat(decision(Samplers.traceIdRatio(ratio), Context.root(), traceId))
                .isEqualTo(decision(Sampler.traceIdRatioBased(ratio), Context.root(), traceId));
    }

    @Test
    void descriptions_areThoseOfOpenTelemetrysSamplers() {
        for (Sampler[] twins : TWINS) {
            assertThat(twins[0].getDescription()).isEqualTo(twins[1].getDescription());
            assertThat(twins[0]).hasToString(twins[1].getDescription());
        }
    }

    @Test
    void equality_isByContent() {
        assertThat(Samplers.parentBased(Samplers.traceIdRatio(0.5)))
                .isEqualTo(Samplers.parentBased(Samplers.traceIdRatio(0.5)))
                .isNotEqualTo(Samplers.parentBased(Samplers.traceIdRatio(0.4)));
    }

    @Test
    void ratio_outOfRangeIsRefused() {
        for (double wrong : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Samplers.traceIdRatio(wrong))
                    .withMessage("ratio must be from 0 to 1: ratio=" + wrong);
        }
    }

    @Test
    void recognized_isOursForOpenTelemetrysAndTheSameForAnyOther() {
        Sampler custom = Sampler.parentBasedBuilder(Sampler.alwaysOn())
                .setRemoteParentSampled(Sampler.alwaysOff())
                .build();

        assertThat(Samplers.recognized(Sampler.alwaysOn())).isSameAs(Samplers.alwaysOn());
        assertThat(Samplers.recognized(Sampler.alwaysOff())).isSameAs(Samplers.alwaysOff());
        assertThat(Samplers.recognized(Sampler.parentBased(Sampler.alwaysOn())))
                .isEqualTo(Samplers.parentBased(Samplers.alwaysOn()));
        assertThat(Samplers.recognized(Sampler.parentBased(Sampler.alwaysOff())))
                .isEqualTo(Samplers.parentBased(Samplers.alwaysOff()));
        assertThat(Samplers.recognized(custom)).isSameAs(custom);
        assertThat(Samplers.recognized(Samplers.traceIdRatio(0.5))).isEqualTo(Samplers.traceIdRatio(0.5));
    }
}
