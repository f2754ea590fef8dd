package dev.clew.sdk;

import dev.clew.sdk.export.BatchLimits;
import dev.clew.sdk.export.BatchSender;
import dev.clew.sdk.export.Destination;
import dev.clew.sdk.export.Destinations;
import dev.clew.sdk.frame.Drain;
import dev.clew.sdk.frame.Scopes;
import dev.clew.sdk.frame.Stripes;
import dev.clew.sdk.sampling.Samplers;
import dev.clew.sdk.telemetry.Drops;
import dev.clew.sdk.telemetry.Incidents;
import dev.clew.sdk.trace.ClewTracerProvider;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sets up a {@link ClewSdk}. A null argument throws. Threads: one. */
public final class ClewSdkBuilder {
    private static final Logger LOGGER = Logger.getLogger(ClewSdkBuilder.class.getName());
    private static final long RING_BYTES = 8L << 20;
    private static final long SIDE_BYTES = 2L << 20;

    private final List<Function<Destinations, Destination>> destinations = new ArrayList<>();
    private final TracerOptions tracing = new TracerOptions();
    private Neighbours neighbours = Neighbours.NONE;
    private boolean enabled = true;
    private boolean closeOnExit;

    ClewSdkBuilder() {}

    /** The name of the service, {@code service.name} of the resource. Default {@code unknown_service:java}. */
    public ClewSdkBuilder setServiceName(String name) {
        return addResource(Resource.create(Attributes.builder()
                .put("service.name", Objects.requireNonNull(name, "name"))
                .build()));
    }

    /** Adds attributes to the resource; those of the same name win over what was found out or added before. */
    public ClewSdkBuilder addResource(Resource added) {
        tracing.resource = tracing.resource.merge(Objects.requireNonNull(added, "added"));
        return this;
    }

    /** Which spans are recorded. Default: what the parent says, every root. */
    public ClewSdkBuilder setSampler(Sampler newSampler) {
        tracing.sampler = Samplers.recognized(Objects.requireNonNull(newSampler, "newSampler"));
        return this;
    }

    /** Where ids come from. Default: random, made without strings. */
    public ClewSdkBuilder setIdGenerator(IdGenerator generator) {
        tracing.idGenerator = Objects.requireNonNull(generator, "generator");
        return this;
    }

    /** How many attributes, events and links a span keeps. Default: 128 of each, values of any length. */
    public ClewSdkBuilder setSpanLimits(SpanLimits newLimits) {
        Objects.requireNonNull(newLimits, "newLimits");
        return setSpanLimits(() -> newLimits);
    }

    /** As {@link #setSpanLimits(SpanLimits)}, asked for each span, so that they can change. A null answer means the default. */
    public ClewSdkBuilder setSpanLimits(Supplier<SpanLimits> newLimits) {
        tracing.limits = Objects.requireNonNull(newLimits, "newLimits");
        return this;
    }

    /** How context crosses processes. Default: not at all. */
    public ClewSdkBuilder setPropagators(ContextPropagators newPropagators) {
        neighbours = neighbours.withPropagators(Objects.requireNonNull(newPropagators, "newPropagators"));
        return this;
    }

    /**
     * Who makes meters: what {@link ClewSdk#getMeterProvider} answers, and where the SDK's own metrics go. The caller closes it,
     * after the SDK. Default: none.
     */
    public ClewSdkBuilder setMeterProvider(MeterProvider provider) {
        neighbours = neighbours.withMeters(Objects.requireNonNull(provider, "provider"));
        return this;
    }

    /** Who takes log records: what {@link ClewSdk#getLogsBridge} answers. The caller closes it. Default: none. */
    public ClewSdkBuilder setLoggerProvider(LoggerProvider provider) {
        neighbours = neighbours.withLoggers(Objects.requireNonNull(provider, "provider"));
        return this;
    }

    /** The time. Default: the system's. */
    public ClewSdkBuilder setClock(Clock newClock) {
        tracing.clock = Objects.requireNonNull(newClock, "newClock");
        return this;
    }

    /** Adds a processor, called in the order of adding on the threads that start and end spans. */
    public ClewSdkBuilder addSpanProcessor(SpanProcessor processor) {
        tracing.processors.add(Objects.requireNonNull(processor, "processor"));
        return this;
    }

    /** As {@link #addSpanProcessor}, called before those added so far. */
    public ClewSdkBuilder addSpanProcessorFirst(SpanProcessor processor) {
        tracing.processors.add(0, Objects.requireNonNull(processor, "processor"));
        return this;
    }

    /** Adds a destination for encoded spans, such as OTLP. */
    public ClewSdkBuilder addSender(BatchSender sender) {
        return addSender(sender, BatchLimits.DEFAULT);
    }

    /** As {@link #addSender(BatchSender)}, with batches of other sizes. */
    public ClewSdkBuilder addSender(BatchSender sender, BatchLimits limits) {
        Objects.requireNonNull(sender, "sender");
        Objects.requireNonNull(limits, "limits");
        destinations.add(made -> made.of(sender, limits));
        return this;
    }

    /** Adds an OpenTelemetry exporter; it gets spans in batches, on a thread of its own. */
    public ClewSdkBuilder addSpanExporter(SpanExporter exporter) {
        return addSpanExporter(exporter, BatchLimits.DEFAULT);
    }

    /** As {@link #addSpanExporter(SpanExporter)}, with batches of other sizes. */
    public ClewSdkBuilder addSpanExporter(SpanExporter exporter, BatchLimits limits) {
        Objects.requireNonNull(exporter, "exporter");
        Objects.requireNonNull(limits, "limits");
        destinations.add(made -> made.of(exporter, limits));
        return this;
    }

    /** False for an SDK that makes no spans and still propagates, as {@code OTEL_SDK_DISABLED} asks. Default true. */
    public ClewSdkBuilder setEnabled(boolean isEnabled) {
        enabled = isEnabled;
        return this;
    }

    /** True to close the SDK when the process exits normally. Default false. */
    public ClewSdkBuilder setCloseOnExit(boolean close) {
        closeOnExit = close;
        return this;
    }

    /**
     * The SDK, running.
     *
     * <p>Where the OpenTelemetry Java agent runs, its contexts drop everybody else's spans. That is said in one log line, and
     * Clew stands down: the SDK hands out the agent's tracers and propagators, so that spans are made once and by one side, and
     * has nothing to send.
     */
    public ClewSdk build() {
        if (!standsDown()) {
            return assemble(neighbours, enabled);
        }
        LOGGER.warning(
                "Clew stands down: contexts drop its spans, as they do under the OpenTelemetry Java agent."
                        + " This ClewSdk hands out the tracers and propagators of GlobalOpenTelemetry and sends nothing itself");
        return assemble(neighbours.withTracing(GlobalOpenTelemetry.get()), false);
    }

    private boolean standsDown() {
        return enabled && !ClewTracerProvider.isKeptByContexts();
    }

    private ClewSdk assemble(Neighbours others, boolean running) {
        Incidents incidents = new Incidents();
        Scopes scopes = new Scopes();
        Stripes stripes =
                new Stripes(RING_BYTES, SIDE_BYTES, Runtime.getRuntime().availableProcessors());
        Drops drops = new Drops("before the destinations", incidents);
        LongSupplier nanoTime = tracing.clock::nanoTime;
        ClewTracerProvider provider = new ClewTracerProvider(tracing.toConfig(), scopes, stripes, drops, incidents);
        Runnable eachPass = () -> {
            provider.reanchor();
            drops.say();
        };
        Drain drain = new Drain(stripes, nanoTime, eachPass, incidents);
        Destinations made = new Destinations(drain, tracing.resource, scopes, incidents);
        Pipeline pipeline = new Pipeline(
                stripes,
                drain,
                drops,
                destinations.stream().map(make -> make.apply(made)).toList(),
                nanoTime);
        ClewSdk sdk = new ClewSdk(provider, pipeline, others, running);
        if (running) {
            pipeline.start();
        }
        if (closeOnExit && running) {
            Runtime.getRuntime().addShutdownHook(new Thread(sdk::close, "clew-exit"));
        }
        return sdk;
    }

    /**
     * {@link #build}, and makes it what {@link GlobalOpenTelemetry} answers. When another SDK was there first, or somebody asked
     * before anything was there, that is said in one log line and the SDK works beside it; with the Java agent there, {@link
     * #build} has said so, and nothing is registered.
     */
    public ClewSdk buildAndRegisterGlobal() {
        ClewSdk sdk = build();
        if (standsDown()) {
            return sdk;
        }
        try {
            GlobalOpenTelemetry.set(sdk);
        } catch (IllegalStateException taken) {
            LOGGER.warning(
                    "GlobalOpenTelemetry is set already and stays as it is; only code that is handed this ClewSdk uses it");
            LOGGER.log(Level.FINE, "where GlobalOpenTelemetry was set", taken);
        }
        return sdk;
    }
}
