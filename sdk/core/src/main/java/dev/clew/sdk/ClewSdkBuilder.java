package dev.clew.sdk;

import dev.clew.sdk.export.BatchSender;
import dev.clew.sdk.export.Destination;
import dev.clew.sdk.export.Destinations;
import dev.clew.sdk.frame.Drain;
import dev.clew.sdk.frame.Scopes;
import dev.clew.sdk.frame.Stripes;
import dev.clew.sdk.resource.ProcessResource;
import dev.clew.sdk.sampling.Samplers;
import dev.clew.sdk.telemetry.Drops;
import dev.clew.sdk.telemetry.Incidents;
import dev.clew.sdk.trace.ClewTracerProvider;
import dev.clew.sdk.trace.TracerConfig;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.Attributes;
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
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sets up a {@link ClewSdk}. A null argument throws. Threads: one. */
public final class ClewSdkBuilder {
    private static final Logger LOGGER = Logger.getLogger(ClewSdkBuilder.class.getName());
    private static final long RING_BYTES = 8L << 20;
    private static final long SIDE_BYTES = 2L << 20;

    private final List<SpanProcessor> processors = new ArrayList<>();
    private final List<Function<Destinations, Destination>> destinations = new ArrayList<>();
    private Resource resource = ProcessResource.detect();
    private Sampler sampler = Samplers.parentBased(Samplers.alwaysOn());
    private @Nullable IdGenerator idGenerator;
    private SpanLimits limits = SpanLimits.getDefault();
    private ContextPropagators propagators = ContextPropagators.noop();
    private Clock clock = Clock.getDefault();
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
        resource = resource.merge(Objects.requireNonNull(added, "added"));
        return this;
    }

    /** Which spans are recorded. Default: what the parent says, every root. */
    public ClewSdkBuilder setSampler(Sampler newSampler) {
        sampler = Samplers.recognized(Objects.requireNonNull(newSampler, "newSampler"));
        return this;
    }

    /** Where ids come from. Default: random, made without strings. */
    public ClewSdkBuilder setIdGenerator(IdGenerator generator) {
        idGenerator = Objects.requireNonNull(generator, "generator");
        return this;
    }

    /** How many attributes, events and links a span keeps. Default: 128 of each, values of any length. */
    public ClewSdkBuilder setSpanLimits(SpanLimits newLimits) {
        limits = Objects.requireNonNull(newLimits, "newLimits");
        return this;
    }

    /** How context crosses processes. Default: not at all. */
    public ClewSdkBuilder setPropagators(ContextPropagators newPropagators) {
        propagators = Objects.requireNonNull(newPropagators, "newPropagators");
        return this;
    }

    /** The time. Default: the system's. */
    public ClewSdkBuilder setClock(Clock newClock) {
        clock = Objects.requireNonNull(newClock, "newClock");
        return this;
    }

    /** Adds a processor, called in the order of adding on the threads that start and end spans. */
    public ClewSdkBuilder addSpanProcessor(SpanProcessor processor) {
        processors.add(Objects.requireNonNull(processor, "processor"));
        return this;
    }

    /** Adds a destination for encoded spans, such as OTLP. */
    public ClewSdkBuilder addSender(BatchSender sender) {
        Objects.requireNonNull(sender, "sender");
        destinations.add(made -> made.of(sender));
        return this;
    }

    /** Adds an OpenTelemetry exporter; it gets spans in batches, on a thread of its own. */
    public ClewSdkBuilder addSpanExporter(SpanExporter exporter) {
        Objects.requireNonNull(exporter, "exporter");
        destinations.add(made -> made.of(exporter));
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
        Scopes scopes = new Scopes();
        Stripes stripes =
                new Stripes(RING_BYTES, SIDE_BYTES, Runtime.getRuntime().availableProcessors());
        Drops drops = new Drops("before the destinations", incidents);
        SpanLimits fixedLimits = limits;
        ClewTracerProvider provider = new ClewTracerProvider(
                new TracerConfig(resource, sampler, idGenerator, clock, () -> fixedLimits, List.copyOf(processors)),
                scopes,
                stripes,
                drops,
                incidents);
        Runnable eachPass = () -> {
            provider.reanchor();
            drops.say();
        };
        Drain drain = new Drain(stripes, clock::nanoTime, eachPass, incidents);
        Destinations made = new Destinations(drain, resource, scopes, incidents);
        Pipeline pipeline = new Pipeline(
                stripes,
                drain,
                drops,
                destinations.stream().map(make -> make.apply(made)).toList(),
                clock::nanoTime);
        ClewSdk sdk = new ClewSdk(provider, pipeline, propagators, enabled);
        if (enabled) {
            pipeline.start();
        }
        if (closeOnExit) {
            Runtime.getRuntime().addShutdownHook(new Thread(sdk::close, "clew-exit"));
        }
        return sdk;
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
