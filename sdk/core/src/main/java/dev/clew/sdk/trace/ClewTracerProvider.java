package dev.clew.sdk.trace;

import dev.clew.sdk.frame.Scopes;
import dev.clew.sdk.frame.Stripes;
import dev.clew.sdk.telemetry.Drops;
import dev.clew.sdk.telemetry.Incidents;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfoBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives out tracers, the same one for the same scope, and holds what they share. Threads: any. After {@link #shutdown}, tracers
 * make spans that record nothing.
 */
public final class ClewTracerProvider implements TracerProvider {
    private final Map<InstrumentationScopeInfo, ClewTracer> tracers = new ConcurrentHashMap<>();
    private final Resource resource;
    private final Scopes scopes;
    private final EpochClock clock;
    private final SpanRecorder recorder;
    private final SpanStarter starter;
    private final Supplier<SpanLimits> limits;
    private final Processors processors;
    private final Sampler sampler;
    private volatile boolean shutDown;

    /** A provider whose sampled spans go to the stripes; what does not fit is counted as dropped. */
    public ClewTracerProvider(TracerConfig config, Scopes scopes, Stripes stripes, Drops drops, Incidents incidents) {
        this.resource = config.resource();
        this.scopes = scopes;
        this.clock = new EpochClock(config.clock());
        this.recorder = new SpanRecorder(stripes, drops, incidents);
        this.limits = config.limits();
        this.sampler = config.sampler();
        this.processors = new Processors(config.processors(), incidents);
        this.starter = new SpanStarter(sampler, new IdSource(config.idGenerator(), incidents), incidents);
    }

    /**
     * Whether a span made here and put into a context is there afterwards. It is not where the OpenTelemetry Java agent runs: its
     * contexts take the agent's own spans only.
     */
    public static boolean isKeptByContexts() {
        Span probe = new UnrecordedSpan(1, 1, 1, (byte) 0, TraceState.getDefault());
        return Span.fromContext(Context.root().with(probe)) == probe;
    }

    @Override
    public Tracer get(@Nullable String scopeName) {
        return tracerBuilder(scopeName).build();
    }

    @Override
    public Tracer get(@Nullable String scopeName, @Nullable String scopeVersion) {
        TracerBuilder builder = tracerBuilder(scopeName);
        return (scopeVersion == null ? builder : builder.setInstrumentationVersion(scopeVersion)).build();
    }

    @Override
    public TracerBuilder tracerBuilder(@Nullable String scopeName) {
        return new Builder(InstrumentationScopeInfo.builder(scopeName == null ? "" : scopeName));
    }

    /** Lets new traces follow the wall clock; to be called about once a second. */
    public void reanchor() {
        clock.reanchor();
    }

    /** Flushes the users' processors. */
    public CompletableResultCode forceFlush() {
        return processors.forceFlush();
    }

    /** Ends recording, then shuts the users' processors and the sampler down. The second call does nothing. */
    public CompletableResultCode shutdown() {
        synchronized (this) {
            if (shutDown) {
                return CompletableResultCode.ofSuccess();
            }
            shutDown = true;
        }
        CompletableResultCode result = processors.shutdown();
        starter.close();
        return result;
    }

    boolean isShutDown() {
        return shutDown;
    }

    Resource resource() {
        return resource;
    }

    EpochClock clock() {
        return clock;
    }

    SpanStarter starter() {
        return starter;
    }

    Processors processors() {
        return processors;
    }

    void record(RecordingSpan span) {
        if (shutDown) {
            recorder.dropAfterShutdown();
        } else {
            recorder.record(span);
        }
    }

    SpanLimits limits() {
        SpanLimits current = limits.get();
        return current == null ? SpanLimits.getDefault() : current;
    }

    private final class Builder implements TracerBuilder {
        private final InstrumentationScopeInfoBuilder scope;

        Builder(InstrumentationScopeInfoBuilder scope) {
            this.scope = scope;
        }

        @Override
        public TracerBuilder setSchemaUrl(String schemaUrl) {
            scope.setSchemaUrl(schemaUrl);
            return this;
        }

        @Override
        public TracerBuilder setInstrumentationVersion(String version) {
            scope.setVersion(version);
            return this;
        }

        @Override
        public Tracer build() {
            return tracers.computeIfAbsent(
                    scope.build(), info -> new ClewTracer(ClewTracerProvider.this, info, scopes.add(info)));
        }
    }

    @Override
    public String toString() {
        return "ClewTracerProvider{resource=" + resource + ", sampler=" + sampler.getDescription() + "}";
    }
}
