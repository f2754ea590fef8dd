package dev.clew.testing;

import dev.clew.propagation.W3CBaggage;
import dev.clew.propagation.W3CTraceContext;
import dev.clew.sdk.ClewSdk;
import dev.clew.sdk.ClewSdkBuilder;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;

/** Sets up a {@link ClewRecording}. A null argument throws. Threads: one. */
public final class ClewRecordingBuilder {
    private final InMemoryDestination destination = new InMemoryDestination();
    private final ClewSdkBuilder sdk = ClewSdk.builder()
            .addSpanExporter(destination)
            .setPropagators(ContextPropagators.create(
                    TextMapPropagator.composite(W3CTraceContext.propagator(), W3CBaggage.propagator())));
    private boolean global;

    ClewRecordingBuilder() {}

    /** Which spans are recorded. Default: what the parent says, every root. */
    public ClewRecordingBuilder setSampler(Sampler sampler) {
        sdk.setSampler(sampler);
        return this;
    }

    /** How context crosses processes. Default: W3C Trace Context and Baggage. */
    public ClewRecordingBuilder setPropagators(ContextPropagators propagators) {
        sdk.setPropagators(propagators);
        return this;
    }

    /** Adds a processor, called in the order of adding. */
    public ClewRecordingBuilder addSpanProcessor(SpanProcessor processor) {
        sdk.addSpanProcessor(processor);
        return this;
    }

    /** The time. Default: the system's; {@link ManualClock} is one to move by hand. */
    public ClewRecordingBuilder setClock(Clock clock) {
        sdk.setClock(clock);
        return this;
    }

    /**
     * True to be what {@link io.opentelemetry.api.GlobalOpenTelemetry} answers until closed, for code under test that is handed
     * no {@code OpenTelemetry}. There is one per process: such tests cannot run at the same time. Default false.
     */
    public ClewRecordingBuilder setGlobal(boolean isGlobal) {
        global = isGlobal;
        return this;
    }

    /**
     * The recording, running.
     *
     * @throws IllegalStateException when it is to be global and something else is
     */
    public ClewRecording build() {
        return new ClewRecording(sdk.build(), destination, global);
    }
}
