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
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.logging.Logger;

/** Sets up a {@link ClewSdk}. A null argument throws. Threads: one. */
public final class ClewSdkBuilder {
    private static final Logger LOGGER = Logger.getLogger(ClewSdkBuilder.class.getName());
    private static final long RING_BYTES = 8L << 20;
    private static final int MIN_SPAN_BYTES = 1 << 10;
    private static final int MAX_SPAN_BYTES = 8 << 20;
    // Of the largest span: text may take three times as many bytes as were counted, and there is more in a span than
    // text.
    private static final int SIDE_BYTES_PER_SPAN_BYTE = 4;

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

    /** How many attributes, events and links a span keeps. Default: 128 of each, values of any length. See also {@link #setMaxSpanBytes}. */
    public ClewSdkBuilder setSpanLimits(SpanLimits newLimits) {
        Objects.requireNonNull(newLimits, "newLimits");
        return setSpanLimits(() -> newLimits);
    }

    /** As {@link #setSpanLimits(SpanLimits)}, asked for each span, so that they can change. A null answer means the default. */
    public ClewSdkBuilder setSpanLimits(Supplier<SpanLimits> newLimits) {
        tracing.limits = Objects.requireNonNull(newLimits, "newLimits");
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

    /** The time that spans carry. Default: the system's, by which also retries, ages and timeouts go in any case. */
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

    /** The SDK, running. */
    public ClewSdk build() {
        Incidents incidents = new Incidents();
        SdkMetrics metrics = SdkMetrics.of(neighbours.meterProvider(), incidents);
        Scopes scopes = new Scopes();
        Stripes stripes = stripes();
        SpanCounts counts = new SpanCounts(new Drops("before the destinations", incidents), metrics.areOn());
        ClewTracerProvider provider =
                new ClewTracerProvider(tracing.toConfig(!destinations.isEmpty()), scopes, stripes, counts, incidents);
        Runnable eachPass = () -> {
            provider.reanchor();
            counts.drops().say();
        };
        Drain drain = new Drain(stripes, System::nanoTime, eachPass, incidents);
        Destinations made = new Destinations(drain, tracing.resource, scopes, metrics.durations(), incidents);
        Pipeline pipeline = new Pipeline(
                stripes,
                drain,
                counts,
                destinations.stream().map(make -> make.apply(made)).toList(),
                metrics);
        ProcessLife life = new ProcessLife(provider, pipeline);
        ClewSdk sdk = new ClewSdk(provider, pipeline, neighbours, life, enabled);
        if (enabled) {
            pipeline.start();
            life.watchCheckpoints(sdk, incidents);
        }
        if (closeOnExit) {
            life.closeAtExit(sdk);
        }
        return sdk;
    }

    // Memory for what is made: none for an SDK that makes no spans, little for one whose spans go nowhere.
    private Stripes stripes() {
        if (!enabled) {
            return Stripes.none();
        }
        long ringBytes = destinations.isEmpty() ? 0 : RING_BYTES;
        long sideBytes = (long) SIDE_BYTES_PER_SPAN_BYTE * Math.max(tracing.maxSpanBytes, 1 << 19);
        return new Stripes(ringBytes, sideBytes, Runtime.getRuntime().availableProcessors());
    }

    /**
     * {@link #build}, and makes it what {@link GlobalOpenTelemetry} answers. When another SDK or the Java agent was there first,
     * that is said in one log line and the SDK works beside it.
     */
    public ClewSdk buildAndRegisterGlobal() {
        ClewSdk sdk = build();
        try {
            GlobalOpenTelemetry.set(sdk);
        } catch (IllegalStateException taken) {
            LOGGER.warning(
                    "GlobalOpenTelemetry is set already and stays as it is; only code that is handed this ClewSdk uses it");
        }
        return sdk;
    }
}
