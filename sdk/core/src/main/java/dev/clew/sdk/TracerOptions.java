package dev.clew.sdk;

import dev.clew.sdk.resource.ProcessResource;
import dev.clew.sdk.sampling.Samplers;
import dev.clew.sdk.trace.TracerConfig;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the builder was told about making spans, with the defaults. Threads: one. */
final class TracerOptions {
    final List<SpanProcessor> processors = new ArrayList<>();

    @Nullable
    Resource resource; // null until somebody needs it: to look at the process takes time

    Sampler sampler = Samplers.parentBased(Samplers.alwaysOn());

    @Nullable
    IdGenerator idGenerator;

    Supplier<SpanLimits> limits = SpanLimits::getDefault;
    int maxSpanBytes = 1 << 20;
    Predicate<InstrumentationScopeInfo> isEnabled = scope -> true;
    Clock clock = Clock.getDefault();

    Resource resource() {
        Resource known = resource;
        if (known == null) {
            known = ProcessResource.detect();
            resource = known;
        }
        return known;
    }

    /** The choices as they are now. */
    TracerConfig toConfig(boolean exports) {
        return new TracerConfig(
                resource(),
                sampler,
                idGenerator,
                clock,
                limits,
                maxSpanBytes,
                List.copyOf(processors),
                isEnabled,
                exports);
    }
}
