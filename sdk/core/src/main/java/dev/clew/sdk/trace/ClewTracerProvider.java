package dev.clew.sdk.trace;

import dev.clew.sdk.frame.Scopes;
import dev.clew.sdk.frame.Stripes;
import dev.clew.sdk.telemetry.Incidents;
import dev.clew.sdk.telemetry.SpanCounts;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfoBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SpanLimits;
import java.util.List;
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
    private volatile boolean shutDown;

    /** A provider whose sampled spans go to the stripes; they are counted when they start, and when they do not fit. */
    public ClewTracerProvider(
            TracerConfig config, Scopes scopes, Stripes stripes, SpanCounts counts, Incidents incidents) {
        this.resource = config.resource();
        this.scopes = scopes;
        this.clock = new EpochClock(GuardedClock.of(config.clock(), incidents));
        this.recorder = new SpanRecorder(stripes, counts, incidents);
        this.limits = guarded(config.limits(), incidents);
        this.processors = new Processors(config.processors(), incidents);
        this.starter =
                new SpanStarter(config.sampler(), new IdSource(config.idGenerator(), incidents), counts, incidents);
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
        if (clock.reanchor()) {
            // For a restore of which nobody tells: the copies make the same ids for a second at most (ADR 8).
            starter.reseed();
        }
    }

    /** To be called in each process that is restored from a checkpoint: from now on it has ids and a clock of its own. */
    public void restored() {
        starter.reseed();
        clock.renew();
    }

    /** Flushes the users' processors. */
    public CompletableResultCode forceFlush() {
        return processors.forceFlush();
    }

    /**
     * Ends recording, then shuts the users' processors and the sampler down, on threads of their own. The second call does
     * nothing.
     */
    public CompletableResultCode shutdown() {
        synchronized (this) {
            if (shutDown) {
                return CompletableResultCode.ofSuccess();
            }
            shutDown = true;
        }
        return CompletableResultCode.ofAll(List.of(processors.shutdown(), starter.close()));
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

    /** Takes a span that ended: on to the destinations if it is sampled, and out of the count of live spans either way. */
    void ended(RecordingSpan span) {
        if (!span.identity().isSampled()) {
            recorder.countUnsampled();
        } else if (shutDown) {
            recorder.dropAfterShutdown();
        } else {
            recorder.record(span);
        }
    }

    SpanLimits limits() {
        return limits.get();
    }

    private static Supplier<SpanLimits> guarded(Supplier<SpanLimits> foreign, Incidents incidents) {
        return () -> {
            try {
                SpanLimits current = foreign.get();
                return current == null ? SpanLimits.getDefault() : current;
            } catch (Throwable thrown) {
                incidents.report("the supplier of span limits failed, the default is used", thrown);
                return SpanLimits.getDefault();
            }
        };
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
        return "ClewTracerProvider{resource=" + resource + ", sampler=" + starter.samplerDescription() + "}";
    }
}
