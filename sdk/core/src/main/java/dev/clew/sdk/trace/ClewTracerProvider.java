package dev.clew.sdk.trace;

import dev.clew.sdk.frame.Scopes;
import dev.clew.sdk.frame.Stripes;
import dev.clew.sdk.frame.ThreadSlots;
import dev.clew.sdk.telemetry.Incidents;
import dev.clew.sdk.telemetry.SpanCounts;
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
    private final SharedParts parts;
    private final LimitsSource limits;
    private final Processors processors;
    private final boolean heard;
    private volatile boolean shutDown;

    /** A provider whose sampled spans go to the stripes; they are counted when they start, and when they do not fit. */
    public ClewTracerProvider(
            TracerConfig config, Scopes scopes, Stripes stripes, SpanCounts counts, Incidents incidents) {
        this.resource = config.resource();
        this.tracers = new Tracers(scopes, config.isEnabled(), incidents);
        this.parts = new SharedParts(
                new GuardedSampler(config.sampler(), incidents),
                new IdSource(config.idGenerator(), incidents),
                new EpochClock(GuardedClock.of(config.clock(), incidents)),
                counts,
                incidents,
                stripes,
                new ThreadSlots<>(Math.max(1, stripes.count())));
        this.limits = new LimitsSource(config.limits(), config.maxSpanBytes(), incidents);
        this.processors = new Processors(config.processors(), incidents);
        this.heard = config.exports() || !processors.isEmpty();
    }

    /**
     * Whether a span made here and put into a context is there afterwards. It is not where the OpenTelemetry Java agent runs: its
     * contexts take the agent's own spans only.
     */
    @SuppressWarnings("ReferenceEquality") // this very span, and not one like it
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
        if (parts.clock().reanchor()) {
            // For a restore of which nobody tells: the copies make the same ids for a second at most (ADR 8).
            parts.ids().reseed();
        }
    }

    /** To be called in each process that is restored from a checkpoint: from now on it has ids and a clock of its own. */
    public void restored() {
        parts.ids().reseed();
        parts.clock().renew();
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
        return CompletableResultCode.ofAll(
                List.of(processors.shutdown(), parts.sampler().close()));
    }

    /** Whether a span would be seen by anybody. */
    boolean isHeard() {
        return heard;
    }

    Resource resource() {
        return resource;
    }

    SharedParts parts() {
        return parts;
    }

    Processors processors() {
        return processors;
    }

    /** Whether spans that end from now on are lost. */
    boolean isShutDown() {
        return shutDown;
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
                Misuse.report("setSchemaUrl leaves no schema URL: it is null");
            }
            scope.setSchemaUrl(schemaUrl);
            return this;
        }

        @Override
        public TracerBuilder setInstrumentationVersion(@Nullable String version) {
            if (version == null) {
                Misuse.report("setInstrumentationVersion leaves no version: it is null");
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
        return "ClewTracerProvider{resource=" + resource + ", sampler="
                + parts.sampler().description() + "}";
    }
}
