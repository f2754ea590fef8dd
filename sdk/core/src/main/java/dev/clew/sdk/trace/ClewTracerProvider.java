package dev.clew.sdk.trace;

import dev.clew.sdk.frame.Scopes;
import dev.clew.sdk.frame.Stripes;
import dev.clew.sdk.telemetry.Drops;
import dev.clew.sdk.telemetry.Incidents;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfoBuilder;
import io.opentelemetry.sdk.resources.Resource;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gives out tracers, the same one for the same scope, and holds what they share. Threads: any. After {@link #shutdown}, tracers
 * make spans that record nothing.
 */
public final class ClewTracerProvider implements TracerProvider {
    private final Tracers tracers;
    private final Resource resource;
    private final EpochClock clock;
    private final SpanRecorder recorder;
    private final SpanStarter starter;
    private final LimitsSource limits;
    private final Processors processors;
    private final boolean heard;
    private volatile boolean shutDown;

    /** A provider whose sampled spans go to the stripes; what does not fit is counted as dropped. */
    public ClewTracerProvider(TracerConfig config, Scopes scopes, Stripes stripes, Drops drops, Incidents incidents) {
        this.resource = config.resource();
        this.tracers = new Tracers(scopes, config.isEnabled(), incidents);
        this.clock = new EpochClock(config.clock());
        this.recorder = new SpanRecorder(stripes, drops, incidents);
        this.limits = new LimitsSource(config.limits(), config.maxSpanBytes(), incidents);
        this.processors = new Processors(config.processors(), incidents);
        this.heard = config.exports() || !processors.isEmpty();
        this.starter = new SpanStarter(config.sampler(), new IdSource(config.idGenerator(), incidents), incidents);
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

    /** The tracer of a scope with everything that a scope can have: name, version, schema URL and attributes. */
    public Tracer tracer(InstrumentationScopeInfo scope) {
        return tracers.get(scope, this);
    }

    @Override
    public TracerBuilder tracerBuilder(@Nullable String scopeName) {
        if (scopeName == null || scopeName.isEmpty()) {
            Misuse.report("a tracer without a name: the instrumentation scope is null or empty");
        }
        return new Builder(InstrumentationScopeInfo.builder(scopeName == null ? "" : scopeName));
    }

    /**
     * Which scopes make spans from now on; the others give their children the parent's context. Applies to the tracers there are,
     * too.
     */
    public void setTracerConfigurator(Predicate<InstrumentationScopeInfo> isEnabled) {
        tracers.configure(isEnabled);
    }

    /** Lets new traces follow the wall clock; to be called about once a second. */
    public void reanchor() {
        clock.reanchor();
    }

    /** Flushes the users' processors; pending while one of them is. Does not wait. */
    public CompletableResultCode forceFlush() {
        return processors.forceFlush();
    }

    /**
     * Ends recording, then shuts the users' processors and the sampler down; pending while one of them is. Does not wait. The second
     * call does nothing.
     */
    public CompletableResultCode shutdown() {
        synchronized (this) {
            if (shutDown) {
                return CompletableResultCode.ofSuccess();
            }
            shutDown = true;
        }
        tracers.disableAll();
        return CompletableResultCode.ofAll(List.of(processors.shutdown(), starter.close()));
    }

    /** Whether a span would be seen by anybody. */
    boolean isHeard() {
        return heard;
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

    /** What a span that starts now may hold. */
    Limits limits() {
        return limits.current();
    }

    /** Says that a limit kept something out of the span. */
    void reportDiscards(SpanRecord span) {
        limits.reportDiscards(span);
    }

    private final class Builder implements TracerBuilder {
        private final InstrumentationScopeInfoBuilder scope;

        Builder(InstrumentationScopeInfoBuilder scope) {
            this.scope = scope;
        }

        @Override
        public TracerBuilder setSchemaUrl(@Nullable String schemaUrl) {
            if (schemaUrl == null) {
                Misuse.report("setSchemaUrl ignored: the schema URL is null");
                return this;
            }
            scope.setSchemaUrl(schemaUrl);
            return this;
        }

        @Override
        public TracerBuilder setInstrumentationVersion(@Nullable String version) {
            if (version == null) {
                Misuse.report("setInstrumentationVersion ignored: the version is null");
                return this;
            }
            scope.setVersion(version);
            return this;
        }

        @Override
        public Tracer build() {
            return tracer(scope.build());
        }
    }

    @Override
    public String toString() {
        return "ClewTracerProvider{resource=" + resource + ", sampler=" + starter + "}";
    }
}
