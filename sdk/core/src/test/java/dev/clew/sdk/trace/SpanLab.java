package dev.clew.sdk.trace;

import dev.clew.sdk.frame.Drain;
import dev.clew.sdk.frame.FrameConsumer;
import dev.clew.sdk.frame.Scopes;
import dev.clew.sdk.frame.Stripes;
import dev.clew.sdk.sampling.Samplers;
import dev.clew.sdk.telemetry.Drops;
import dev.clew.sdk.telemetry.Incidents;
import dev.clew.sdk.telemetry.SpanCounts;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A tracer provider on a clock that the test moves, what its spans became, and a drain that the test runs. */
final class SpanLab {
    static final Resource RESOURCE =
            Resource.create(Attributes.builder().put("service.name", "lab").build());

    final ManualClock clock = new ManualClock();
    final List<SpanData> ended = new CopyOnWriteArrayList<>();
    final Drops drops;
    final Drain drain;
    private final Incidents incidents = new Incidents();
    private final Stripes stripes = new Stripes(1 << 17, 1 << 22, 1);
    private final List<SpanProcessor> processors = new ArrayList<>();
    private Sampler sampler = Samplers.parentBased(Samplers.alwaysOn());
    private Supplier<SpanLimits> limits = SpanLimits::getDefault;
    private int maxSpanBytes = 1 << 20;
    private Predicate<InstrumentationScopeInfo> isEnabled = scope -> true;
    private boolean exports;
    private @Nullable IdGenerator ids;
    private @Nullable ClewTracerProvider provider;
    private boolean collects = true;

    SpanLab() {
        drops = new Drops("lab", incidents);
        drain = new Drain(stripes, clock::nanoTime, () -> {}, incidents);
    }

    /** Spans go to the drain only. */
    SpanLab collectingNothing() {
        collects = false;
        return this;
    }

    SpanLab with(Sampler chosen) {
        sampler = chosen;
        return this;
    }

    SpanLab with(SpanLimits chosen) {
        return withLimits(() -> chosen);
    }

    SpanLab withLimits(Supplier<SpanLimits> chosen) {
        limits = chosen;
        return this;
    }

    SpanLab withMaxSpanBytes(int bytes) {
        maxSpanBytes = bytes;
        return this;
    }

    SpanLab withScopes(Predicate<InstrumentationScopeInfo> enabled) {
        isEnabled = enabled;
        return this;
    }

    /** As if there were a destination. */
    SpanLab exporting() {
        exports = true;
        return this;
    }

    SpanLab with(IdGenerator chosen) {
        ids = chosen;
        return this;
    }

    SpanLab with(SpanProcessor processor) {
        processors.add(processor);
        return this;
    }

    SpanLab with(FrameConsumer consumer) {
        drain.addConsumer(consumer);
        return this;
    }

    ClewTracerProvider provider() {
        if (provider == null) {
            if (collects) {
                processors.add(new Collector());
            }
            provider = new ClewTracerProvider(
                    new TracerConfig(
                            RESOURCE, sampler, ids, clock, limits, maxSpanBytes, processors, isEnabled, exports),
                    new Scopes(),
                    stripes,
                    new SpanCounts(drops, false),
                    incidents);
        }
        return provider;
    }

    Tracer tracer() {
        return provider().get("lab", "1.0");
    }

    @SuppressWarnings("NullAway") // some tests give no name
    SpanBuilder span(@Nullable String name) {
        return tracer().spanBuilder(name).setNoParent();
    }

    ReadWriteSpan started(String name) {
        return (ReadWriteSpan) span(name).startSpan();
    }

    SpanData onlyEnded() {
        if (ended.size() != 1) {
            throw new AssertionError("one span must have ended: " + ended);
        }
        return ended.get(0);
    }

    static Context contextOf(Span span) {
        return Context.root().with(span);
    }

    private final class Collector implements SpanProcessor {
        @Override
        public void onStart(Context parentContext, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            ended.add(span.toSpanData());
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }
}
