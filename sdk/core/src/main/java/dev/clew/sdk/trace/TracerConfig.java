package dev.clew.sdk.trace;

import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What users choose of a tracer provider.
 *
 * @param idGenerator null for random ids made without strings
 * @param limits asked for each span
 * @param maxSpanBytes of a span's attributes, events and links
 * @param isEnabled which scopes make spans
 * @param exports whether spans go anywhere but to the processors
 */
public record TracerConfig(
        Resource resource,
        Sampler sampler,
        @Nullable IdGenerator idGenerator,
        Clock clock,
        Supplier<SpanLimits> limits,
        int maxSpanBytes,
        List<SpanProcessor> processors,
        Predicate<InstrumentationScopeInfo> isEnabled,
        boolean exports) {}
