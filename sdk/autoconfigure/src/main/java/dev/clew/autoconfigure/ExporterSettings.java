package dev.clew.autoconfigure;

import dev.clew.sdk.ClewSdkBuilder;
import dev.clew.sdk.export.BatchLimits;
import dev.clew.sdk.export.BatchSender;
import dev.clew.sdk.export.BatchSenderProvider;
import dev.clew.sdk.settings.Settings;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@code OTEL_TRACES_EXPORTER}: senders of frames first, then OpenTelemetry's exporters, by name from the class path.
 *
 * <p>Where a customizer wraps or replaces an exporter, what it answers is the destination: no span goes around it. A destination
 * whose customizer fails is left out.
 */
final class ExporterSettings implements NameChoice.Existing {
    private static final Logger LOGGER = Logger.getLogger(ExporterSettings.class.getName());
    static final String KEY = "otel.traces.exporter";
    private static final String DEFAULT = "otlp";

    /** Of OpenTelemetry's batch processor, which is used where a customizer puts a processor before the destinations. */
    private static final BatchLimits BSP_DEFAULTS =
            BatchLimits.OF_EXPORTERS.withMaxHeldSpans(2048).withMaxAgeNanos(TimeUnit.SECONDS.toNanos(5));

    private static final Map<String, String> ARTIFACTS = Map.of(
            "console", "clew-exporter-console",
            "otlp", "clew-exporter-otlp",
            "logging", "opentelemetry-exporter-logging",
            "logging-otlp", "opentelemetry-exporter-logging-otlp",
            "experimental-otlp/stdout", "opentelemetry-exporter-logging-otlp",
            "zipkin", "opentelemetry-exporter-zipkin");

    /** Written where somebody looks on: these do not wait for a batch. */
    private static final Set<String> AT_ONCE = Set.of("console", "logging");

    private final Settings settings;
    private final ConfigProperties properties;
    private final Customizations customizations;
    private final Map<String, BatchSenderProvider> senders;
    private final List<Route> open = new ArrayList<>();
    private @Nullable Map<String, ConfigurableSpanExporterProvider> exporters;

    ExporterSettings(Settings settings, ConfigProperties properties, Customizations customizations) {
        this.settings = settings;
        this.properties = properties;
        this.customizations = customizations;
        this.senders = Plugins.byName(BatchSenderProvider.class, BatchSenderProvider::name);
    }

    /** What the builder now sends to: senders with their endpoint, exporters by name, as these may show credentials. */
    List<String> apply(ClewSdkBuilder builder) {
        BatchSettings batches = new BatchSettings(settings, properties);
        List<Route> routes = new ArrayList<>();
        for (String name : new NameChoice(settings, KEY, this, ARTIFACTS).list(List.of(DEFAULT))) {
            Route made = route(name, batches);
            if (made != null) {
                open.add(made);
            }
            Route customized = made == null ? null : customized(made);
            if (customized != null) {
                routes.add(customized);
            }
        }
        boolean behindProcessor = !customizations.processors().isEmpty() && !routes.isEmpty();
        return behindProcessor ? addBehindProcessor(builder, routes, batches) : add(builder, routes);
    }

    /** Lets go of all that was made, when the start fails after all. */
    void close() {
        open.forEach(Route::close);
    }

    private List<String> add(ClewSdkBuilder builder, List<Route> routes) {
        List<String> labels = new ArrayList<>();
        for (Route route : routes) {
            route.addTo(builder, settings);
            labels.add(route.label());
        }
        return labels;
    }

    private List<String> addBehindProcessor(ClewSdkBuilder builder, List<Route> routes, BatchSettings batches) {
        DestinationsProcessor standIn = new DestinationsProcessor();
        Customized<SpanProcessor> processor = customizations.processors().applyAllOrNone(standIn, properties);
        if (processor == null) {
            routes.forEach(Route::close);
            return List.of();
        }
        if (!processor.isChanged()) {
            return add(builder, routes);
        }
        List<SpanExporter> all = routes.stream().map(Route::asExporter).toList();
        standIn.sendTo(SpanExporter.composite(all), batches.over(BSP_DEFAULTS));
        builder.setOrigin(item -> processor.origin("default")).addSpanProcessor(processor.part());
        String behind = " behind a processor of " + String.join(", ", processor.by());
        return routes.stream().map(route -> route.label() + behind).toList();
    }

    private @Nullable Route route(String name, BatchSettings batches) {
        BatchSenderProvider sends = senders.get(name);
        boolean able = sends != null && sends.canDo(settings);
        ConfigurableSpanExporterProvider exports = able ? null : exporters().get(name);
        if (exports != null) {
            SpanExporter exporter = Plugins.create("exporter " + name, () -> exports.createExporter(properties));
            BatchLimits limits = batches.over(BatchLimits.OF_EXPORTERS);
            return exporter == null
                    ? null
                    : Route.to(name, exporter, AT_ONCE.contains(name) ? limits.withMaxAgeNanos(0) : limits);
        }
        if (sends != null) {
            BatchSender sender = Plugins.create("exporter " + name, () -> sends.create(settings));
            return sender == null ? null : Route.to(name, sender, batches.over(BatchLimits.DEFAULT));
        }
        LOGGER.warning(() -> "Spans are not sent: there is no exporter " + name
                + " on the class path; the artifact clew-exporter-otlp brings it");
        return null;
    }

    private @Nullable Route customized(Route route) {
        if (customizations.exporters().isEmpty()) {
            return route;
        }
        SpanExporter exporter = route.asExporter();
        Customized<SpanExporter> customized = customizations.exporters().applyAllOrNone(exporter, properties);
        if (customized == null) {
            route.close();
            return null;
        }
        return customized.isChanged() ? route.behind(customized) : route;
    }

    @Override
    public boolean isKnown(String name) {
        return senders.containsKey(name) || exporters().containsKey(name);
    }

    @Override
    public Collection<String> available() {
        Collection<String> names = new TreeSet<>(senders.keySet());
        names.addAll(exporters().keySet());
        names.add(NameChoice.NONE);
        return names;
    }

    private Map<String, ConfigurableSpanExporterProvider> exporters() {
        if (exporters == null) {
            exporters =
                    Plugins.byName(ConfigurableSpanExporterProvider.class, ConfigurableSpanExporterProvider::getName);
        }
        return exporters;
    }
}
