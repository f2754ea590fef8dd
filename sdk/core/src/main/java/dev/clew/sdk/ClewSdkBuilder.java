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
import dev.clew.sdk.telemetry.SpanCounts;
import dev.clew.sdk.trace.ClewTracerProvider;
import dev.clew.sdk.trace.TracerConfig;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sets up a {@link ClewSdk}. A null argument throws. Threads: one. */
public final class ClewSdkBuilder {
    private static final Logger LOGGER = Logger.getLogger(ClewSdkBuilder.class.getName());
    private static final long RING_BYTES = 8L << 20;
    private static final int MIN_SPAN_BYTES = 1 << 10;
    private static final int MAX_SPAN_BYTES = 8 << 20;
    // Of the largest span: text may take three times as many bytes as were counted, and there is more in a
    // span than text.
    private static final int SIDE_BYTES_PER_SPAN_BYTE = 4;

    private final List<Function<Destinations, Destination>> destinations = new ArrayList<>();
    private final TracerOptions tracing = new TracerOptions();
    private final Inventory inventory = new Inventory();
    private Neighbours neighbours = Neighbours.NONE;
    private boolean enabled = true;
    private boolean closeOnExit;

    ClewSdkBuilder() {}

    /** From here on, what is set was set in code. */
    void configured() {
        inventory.setByCode();
    }

    /** The name of the service, {@code service.name} of the resource. Default {@code unknown_service:java}. */
    public ClewSdkBuilder setServiceName(String name) {
        return addResource(Resource.create(Attributes.builder()
                .put("service.name", Objects.requireNonNull(name, "name"))
                .build()));
    }

    /** Adds attributes to the resource; those of the same name win over what was found out or added before. */
    public ClewSdkBuilder addResource(Resource added) {
        tracing.resource = tracing.resource().merge(Objects.requireNonNull(added, "added"));
        noteAttributes(added);
        return this;
    }

    /** Takes this resource and no other: what was found out about the process or added before is gone. */
    public ClewSdkBuilder setResource(Resource whole) {
        tracing.resource = Objects.requireNonNull(whole, "whole");
        noteAttributes(whole);
        return this;
    }

    private void noteAttributes(Resource resource) {
        resource.getAttributes().forEach((key, value) -> inventory.set("resource: " + key.getKey()));
    }

    /** Which spans are recorded. Default: what the parent says, every root. */
    public ClewSdkBuilder setSampler(Sampler newSampler) {
        tracing.sampler = Samplers.recognized(Objects.requireNonNull(newSampler, "newSampler"));
        inventory.set("sampler");
        return this;
    }

    /** Where ids come from. Default: random, made without strings. */
    public ClewSdkBuilder setIdGenerator(IdGenerator generator) {
        tracing.idGenerator = Objects.requireNonNull(generator, "generator");
        inventory.set("id generator");
        return this;
    }

    /** How many attributes, events and links a span keeps. Default: 128 of each, values of any length. See also {@link #setMaxSpanBytes}. */
    public ClewSdkBuilder setSpanLimits(SpanLimits newLimits) {
        Objects.requireNonNull(newLimits, "newLimits");
        return setSpanLimits(() -> newLimits);
    }

    /** As {@link #setSpanLimits(SpanLimits)}, asked for each span, so that they can change. A null answer means the default. */
    public ClewSdkBuilder setSpanLimits(Supplier<SpanLimits> newLimits) {
        tracing.limits = Objects.requireNonNull(newLimits, "newLimits");
        for (String limit : Description.LIMITS) {
            inventory.set(limit);
        }
        return this;
    }

    /**
     * How many bytes the attributes, events and links of a span may take; what comes when they are used up is dropped and counted,
     * and the rest of the span arrives. A string counts as its length, and takes at most three times as much when it is sent.
     *
     * @param bytes from 1 KiB to 8 MiB. Default 1 MiB: with any text it stays below the 4 MiB that a collector takes in one request
     * @throws IllegalArgumentException when it is not
     */
    public ClewSdkBuilder setMaxSpanBytes(int bytes) {
        if (bytes < MIN_SPAN_BYTES || bytes > MAX_SPAN_BYTES) {
            throw new IllegalArgumentException("maxSpanBytes must be from " + MIN_SPAN_BYTES + " to " + MAX_SPAN_BYTES
                    + ": maxSpanBytes=" + bytes);
        }
        tracing.maxSpanBytes = bytes;
        inventory.set(Description.SPAN_BYTES);
        return this;
    }

    /**
     * Which instrumentation scopes make spans, asked once for each, and again after {@link ClewSdk#setTracerConfigurator}. What would
     * be children of a span that is not made get its parent. Default: all of them.
     */
    public ClewSdkBuilder setTracerConfigurator(Predicate<InstrumentationScopeInfo> isEnabled) {
        tracing.isEnabled = Objects.requireNonNull(isEnabled, "isEnabled");
        return this;
    }

    /** How context crosses processes. Default: not at all. */
    public ClewSdkBuilder setPropagators(ContextPropagators newPropagators) {
        neighbours = neighbours.withPropagators(Objects.requireNonNull(newPropagators, "newPropagators"));
        inventory.set("propagators");
        return this;
    }

    /**
     * Who makes meters: what {@link ClewSdk#getMeterProvider} answers, and where the SDK's own metrics go. The caller closes it,
     * after the SDK. Default: none.
     */
    public ClewSdkBuilder setMeterProvider(MeterProvider provider) {
        neighbours = neighbours.withMeters(Objects.requireNonNull(provider, "provider"));
        inventory.set("meters");
        return this;
    }

    /** Who takes log records: what {@link ClewSdk#getLogsBridge} answers. The caller closes it. Default: none. */
    public ClewSdkBuilder setLoggerProvider(LoggerProvider provider) {
        neighbours = neighbours.withLoggers(Objects.requireNonNull(provider, "provider"));
        inventory.set("loggers");
        return this;
    }

    /** The time that spans carry. Default: the system's, by which also retries, ages and timeouts go in any case. */
    public ClewSdkBuilder setClock(Clock newClock) {
        tracing.clock = Objects.requireNonNull(newClock, "newClock");
        return this;
    }

    /** Adds a processor, called in the order of adding on the threads that start and end spans. */
    public ClewSdkBuilder addSpanProcessor(SpanProcessor processor) {
        tracing.processors.add(Objects.requireNonNull(processor, "processor"));
        inventory.set(Description.itemOf(processor));
        return this;
    }

    /** As {@link #addSpanProcessor}, called before those added so far. */
    public ClewSdkBuilder addSpanProcessorFirst(SpanProcessor processor) {
        tracing.processors.add(0, Objects.requireNonNull(processor, "processor"));
        inventory.set(Description.itemOf(processor));
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
        inventory.addSender(sender, limits);
        return this;
    }

    /** Adds an OpenTelemetry exporter; it gets spans in batches, on a thread of its own. */
    public ClewSdkBuilder addSpanExporter(SpanExporter exporter) {
        return addSpanExporter(exporter, BatchLimits.OF_EXPORTERS);
    }

    /** As {@link #addSpanExporter(SpanExporter)}, with batches of other sizes. */
    public ClewSdkBuilder addSpanExporter(SpanExporter exporter, BatchLimits limits) {
        Objects.requireNonNull(exporter, "exporter");
        Objects.requireNonNull(limits, "limits");
        destinations.add(made -> made.of(exporter, limits));
        inventory.addExporter(Description.classOf(exporter), limits);
        return this;
    }

    /** False for an SDK that makes no spans and still propagates, as {@code OTEL_SDK_DISABLED} asks. Default true. */
    public ClewSdkBuilder setEnabled(boolean isEnabled) {
        enabled = isEnabled;
        inventory.set("enabled");
        return this;
    }

    /** True to close the SDK when the process exits normally. Default false. */
    public ClewSdkBuilder setCloseOnExit(boolean close) {
        closeOnExit = close;
        return this;
    }

    /**
     * Says where what is set from now on comes from, for {@link ClewSdk#describe}: for those who configure the builder from
     * something else than code.
     *
     * @param origin from the name of an item, such as {@code sampler}, {@code limit: events} or {@code resource: host.name}, to
     *     its origin, such as "environment variable OTEL_TRACES_SAMPLER"
     */
    public ClewSdkBuilder setOrigin(UnaryOperator<String> origin) {
        inventory.setOrigin(Objects.requireNonNull(origin, "origin"));
        return this;
    }

    /** Asked by {@link ClewSdk#describe} for the settings that have no effect, and why. Default: there are none. */
    public ClewSdkBuilder setUnusedSettings(Supplier<Map<String, String>> unused) {
        inventory.setUnused(Objects.requireNonNull(unused, "unused"));
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

    /** Whether what {@link #build} answers leaves the making of spans to the OpenTelemetry Java agent. */
    public boolean standsDown() {
        return enabled && !ClewTracerProvider.isKeptByContexts();
    }

    private ClewSdk assemble(Neighbours others, boolean running) {
        Incidents incidents = new Incidents();
        SdkMetrics metrics = SdkMetrics.of(neighbours.meters(), incidents);
        Scopes scopes = new Scopes();
        Stripes stripes = stripes(running);
        SpanCounts counts = new SpanCounts(new Drops("before the destinations", incidents), metrics.areOn());
        TracerConfig config = tracing.toConfig(!destinations.isEmpty());
        ClewTracerProvider provider = new ClewTracerProvider(config, scopes, stripes, counts, incidents);
        Runnable eachPass = () -> {
            provider.reanchor();
            counts.drops().say();
        };
        Drain drain = new Drain(stripes, System::nanoTime, eachPass, incidents);
        Destinations made = new Destinations(drain, config.resource(), scopes, metrics.durations(), incidents);
        List<Destination> all = new ArrayList<>();
        for (Function<Destinations, Destination> destination : destinations) {
            all.add(destination.apply(made));
        }
        Pipeline pipeline = new Pipeline(stripes, drain, counts, all, metrics);
        ProcessLife life = new ProcessLife(provider, pipeline);
        Description description = new Description(config, others, inventory.copy(), running);
        ClewSdk sdk = new ClewSdk(provider, pipeline, others, description, life);
        if (running) {
            pipeline.start();
            life.watchCheckpoints(sdk, incidents);
        }
        if (closeOnExit && running) {
            life.closeAtExit(sdk);
        }
        return sdk;
    }

    // Memory for what is made: none for an SDK that makes no spans, little for one whose spans go nowhere.
    private Stripes stripes(boolean running) {
        if (!running) {
            return Stripes.none();
        }
        long ringBytes = destinations.isEmpty() ? 0 : RING_BYTES;
        long sideBytes = (long) SIDE_BYTES_PER_SPAN_BYTE * Math.max(tracing.maxSpanBytes, 1 << 19);
        return new Stripes(ringBytes, sideBytes, Runtime.getRuntime().availableProcessors());
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
