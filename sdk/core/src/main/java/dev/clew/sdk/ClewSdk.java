package dev.clew.sdk;

import dev.clew.sdk.settings.Settings;
import dev.clew.sdk.trace.ClewTracerProvider;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import java.io.Closeable;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Clew behind the OpenTelemetry API: records spans and gets them to their destinations.
 *
 * <p>Make one for an application, hand it to libraries as an {@link OpenTelemetry}, and close it at the end, so that the last
 * spans arrive. Threads: any. Meters and loggers are those of the providers given to the builder, or no-ops.
 */
public final class ClewSdk implements OpenTelemetry, Closeable {
    private static final long CLOSE_TIMEOUT_SECONDS = 10;
    // Less than the time that close() waits, so that it hears what became of the last spans.
    private static final long SEND_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final ClewTracerProvider tracerProvider;
    private final Pipeline pipeline;
    private final Neighbours neighbours;
    private final Description description;
    private final boolean enabled;
    private final ProcessLife life;
    private @Nullable CompletableResultCode shutdown;

    ClewSdk(
            ClewTracerProvider tracerProvider,
            Pipeline pipeline,
            Neighbours neighbours,
            Description description,
            ProcessLife life) {
        this.tracerProvider = tracerProvider;
        this.pipeline = pipeline;
        this.neighbours = neighbours;
        this.description = description;
        this.life = life;
        this.enabled = description.enabled();
    }

    /** A builder with the defaults: every trace sampled, no propagators, no destination. */
    public static ClewSdkBuilder builder() {
        return new ClewSdkBuilder();
    }

    /**
     * The SDK as {@code OTEL_*} environment variables and {@code otel.*} system properties describe it, closed when the process
     * exits.
     *
     * @throws IllegalStateException when {@code clew-autoconfigure} is not on the class path
     * @throws dev.clew.sdk.settings.SettingException under {@code OTEL_JAVA_CLEW_STRICT=true}, for a value that cannot be used;
     *     otherwise that is logged and the default taken
     */
    public static ClewSdk fromEnvironment() {
        return fromEnvironment(Settings.ofProcess());
    }

    /** As {@link #fromEnvironment()}, from the given settings. */
    public static ClewSdk fromEnvironment(Settings settings) {
        return builderFromEnvironment(settings).build();
    }

    /**
     * A builder set up as for {@link #fromEnvironment()}, to add in code what the environment cannot say: a processor, a meter
     * provider.
     */
    public static ClewSdkBuilder builderFromEnvironment() {
        return builderFromEnvironment(Settings.ofProcess());
    }

    /** As {@link #builderFromEnvironment()}, from the given settings. */
    public static ClewSdkBuilder builderFromEnvironment(Settings settings) {
        ClewSdkBuilder builder = builder().setCloseOnExit(true);
        Iterator<EnvironmentConfigurer> found = ServiceLoader.load(
                        EnvironmentConfigurer.class, ClewSdk.class.getClassLoader())
                .iterator();
        if (!found.hasNext()) {
            throw new IllegalStateException(
                    "ClewSdk.fromEnvironment() needs clew-autoconfigure on the class path; the artifact 'clew' brings it");
        }
        found.next().configure(builder, settings);
        builder.configured();
        return builder;
    }

    @Override
    public TracerProvider getTracerProvider() {
        return enabled ? tracerProvider : neighbours.tracerProvider();
    }

    /**
     * The tracer of an instrumentation scope with everything that a scope can have: name, version, schema URL and attributes, for
     * which the API's own builder has no place. The same tracer for an equal scope.
     */
    public Tracer getTracer(InstrumentationScopeInfo scope) {
        if (enabled) {
            return tracerProvider.tracer(scope);
        }
        // The API's builder has no place for the attributes, and takes no nulls.
        TracerBuilder others = neighbours.tracerProvider().tracerBuilder(scope.getName());
        if (scope.getVersion() != null) {
            others.setInstrumentationVersion(scope.getVersion());
        }
        if (scope.getSchemaUrl() != null) {
            others.setSchemaUrl(scope.getSchemaUrl());
        }
        return others.build();
    }

    /**
     * Which instrumentation scopes make spans from now on, also through tracers that were handed out before: to silence a library that
     * says too much, or to hear it again. See {@link ClewSdkBuilder#setTracerConfigurator}.
     */
    public void setTracerConfigurator(Predicate<InstrumentationScopeInfo> isEnabled) {
        tracerProvider.setTracerConfigurator(Objects.requireNonNull(isEnabled, "isEnabled"));
    }

    @Override
    public ContextPropagators getPropagators() {
        return neighbours.propagators();
    }

    @Override
    public MeterProvider getMeterProvider() {
        return neighbours.meterProvider();
    }

    @Override
    public LoggerProvider getLogsBridge() {
        return neighbours.loggerProvider();
    }

    /**
     * Sends what is held. Succeeds when every span that ended before this call, and after the flush before, was delivered;
     * fails when one of them was lost. Pending while a destination is away or a processor does not answer. Does not wait.
     */
    public synchronized CompletableResultCode forceFlush() {
        // Asked for before a shutdown can be: what comes after that is not answered any more.
        if (shutdown != null) {
            return shutdown;
        }
        CompletableResultCode processed = tracerProvider.forceFlush();
        return enabled ? CompletableResultCode.ofAll(List.of(processed, pipeline.flush())) : processed;
    }

    /**
     * Ends recording, sends what is held for up to 5 seconds, and lets go of threads and connections. Succeeds when everything
     * was delivered; what was not is counted as dropped. The second call answers as the first.
     */
    public synchronized CompletableResultCode shutdown() {
        if (shutdown == null) {
            CompletableResultCode processed = tracerProvider.shutdown();
            shutdown = CompletableResultCode.ofAll(List.of(processed, pipeline.shutdown(SEND_TIMEOUT_NANOS)));
            shutdown.whenComplete(life::end);
        }
        return shutdown;
    }

    /** {@link #shutdown}, waiting up to 10 seconds for it. */
    @Override
    public void close() {
        shutdown().join(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    /** What became of every span so far. */
    public SpanLedger ledger() {
        return pipeline.ledger();
    }

    /**
     * Everything in force as a table: name, value, and where the value comes from, an environment variable, a system property,
     * code or the default. At its end the settings that are set and do nothing. Credentials are masked.
     */
    public String describe() {
        return description.text();
    }

    @Override
    public String toString() {
        return "ClewSdk{" + tracerProvider + ", enabled=" + enabled + "}";
    }
}
