package dev.clew.autoconfigure;

import dev.clew.sdk.ClewSdkBuilder;
import dev.clew.sdk.export.BatchSender;
import dev.clew.sdk.export.BatchSenderProvider;
import dev.clew.sdk.settings.Settings;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** {@code OTEL_TRACES_EXPORTER}: senders of frames first, then OpenTelemetry's exporters, by name from the class path. */
final class ExporterSettings {
    private static final Logger LOGGER = Logger.getLogger(ExporterSettings.class.getName());
    private static final String KEY = "otel.traces.exporter";
    private static final String DEFAULT = "otlp";

    private final Settings settings;
    private final ConfigProperties properties;
    private final Map<String, BatchSenderProvider> senders;
    private @Nullable Map<String, ConfigurableSpanExporterProvider> exporters;

    ExporterSettings(Settings settings, ConfigProperties properties) {
        this.settings = settings;
        this.properties = properties;
        this.senders = Plugins.byName(BatchSenderProvider.class, BatchSenderProvider::name);
    }

    /** What the builder now sends to: senders with their endpoint, exporters by name, as these may show credentials. */
    List<String> apply(ClewSdkBuilder builder) {
        List<String> inForce = new ArrayList<>();
        for (String name : new NameChoice(settings, KEY, this::isKnown, this::available).list(List.of(DEFAULT))) {
            BatchSenderProvider sends = senders.get(name);
            ConfigurableSpanExporterProvider exports =
                    sends == null ? exporters().get(name) : null;
            if (sends != null) {
                addSender(builder, name, sends, inForce);
            } else if (exports != null) {
                addExporter(builder, name, exports, inForce);
            } else {
                LOGGER.warning(() -> "Spans are not sent: there is no exporter " + name
                        + " on the class path; the artifact clew-exporter-otlp brings it");
            }
        }
        return inForce;
    }

    private void addSender(ClewSdkBuilder builder, String name, BatchSenderProvider provider, List<String> inForce) {
        BatchSender sender = Plugins.create("exporter " + name, () -> provider.create(settings));
        if (sender != null) {
            builder.addSender(sender);
            inForce.add(sender.toString());
        }
    }

    private void addExporter(
            ClewSdkBuilder builder, String name, ConfigurableSpanExporterProvider provider, List<String> inForce) {
        SpanExporter exporter = Plugins.create("exporter " + name, () -> provider.createExporter(properties));
        if (exporter != null) {
            builder.addSpanExporter(exporter);
            inForce.add(name);
        }
    }

    private boolean isKnown(String name) {
        return senders.containsKey(name) || exporters().containsKey(name);
    }

    private Collection<String> available() {
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
