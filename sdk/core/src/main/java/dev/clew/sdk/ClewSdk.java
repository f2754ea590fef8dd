package dev.clew.sdk;

import dev.clew.sdk.settings.Settings;
import dev.clew.sdk.trace.ClewTracerProvider;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.io.Closeable;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
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
    private final boolean enabled;
    private @Nullable CompletableResultCode shutdown;

    ClewSdk(ClewTracerProvider tracerProvider, Pipeline pipeline, Neighbours neighbours, boolean enabled) {
        this.tracerProvider = tracerProvider;
        this.pipeline = pipeline;
        this.neighbours = neighbours;
        this.enabled = enabled;
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
        ServiceLoader.load(EnvironmentConfigurer.class, ClewSdk.class.getClassLoader())
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "ClewSdk.fromEnvironment() needs clew-autoconfigure on the class path; the artifact 'clew' brings it"))
                .configure(builder, settings);
        return builder;
    }

    @Override
    public TracerProvider getTracerProvider() {
        return enabled ? tracerProvider : neighbours.tracerProvider();
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
     * fails when one of them was lost. Pending while a destination is away.
     */
    public CompletableResultCode forceFlush() {
        CompletableResultCode processed = tracerProvider.forceFlush();
        synchronized (this) {
            if (shutdown != null) {
                return shutdown;
            }
            // Asked for before a shutdown can be: what comes after that is not answered any more.
            return enabled ? CompletableResultCode.ofAll(List.of(processed, pipeline.flush())) : processed;
        }
    }

    /**
     * Ends recording, sends what is held for up to 5 seconds, and lets go of threads and connections. Succeeds when everything
     * was delivered; what was not is counted as dropped. The second call answers as the first.
     */
    public synchronized CompletableResultCode shutdown() {
        if (shutdown == null) {
            CompletableResultCode ended = tracerProvider.shutdown();
            shutdown = CompletableResultCode.ofAll(List.of(ended, pipeline.shutdown(SEND_TIMEOUT_NANOS)));
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

    @Override
    public String toString() {
        return "ClewSdk{" + tracerProvider + ", enabled=" + enabled + "}";
    }
}
