package dev.clew.sdk.sampling;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import org.jspecify.annotations.Nullable;

/**
 * A span that is about to start, as a {@link SpanSampler} may look at it. Threads: the one that starts the span. Allocates:
 * nothing, but for {@link #ask}.
 */
public interface SpanCandidate {
    String name();

    SpanKind kind();

    /** The value of an attribute given before the start, as the API's types have it; null when there is none. */
    @Nullable
    Object attribute(String key);

    /** Whose span it is; {@link InstrumentationScopeInfo#empty()} where only OpenTelemetry's contract is known, which does not say. */
    InstrumentationScopeInfo scope();

    /** What a sampler answers that knows OpenTelemetry's contract only; the strings and objects of that are made for it. */
    SamplingResult ask(Sampler sampler, long traceIdHigh, long traceIdLow);
}
