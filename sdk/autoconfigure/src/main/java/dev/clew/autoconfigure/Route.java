package dev.clew.autoconfigure;

import dev.clew.sdk.ClewSdkBuilder;
import dev.clew.sdk.export.BatchLimits;
import dev.clew.sdk.export.BatchSender;
import dev.clew.sdk.export.SenderSpanExporter;
import dev.clew.sdk.settings.Settings;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A destination that the settings ask for: a sender, which takes encoded spans as they are, or an exporter, which takes them as
 * objects.
 *
 * @param by the customizers that put an exporter of theirs in its place
 */
record Route(
        String name,
        @Nullable BatchSender sender,
        @Nullable SpanExporter exporter,
        BatchLimits limits,
        List<String> by) {
    static Route to(String name, BatchSender sender, BatchLimits limits) {
        return new Route(name, sender, null, limits, List.of());
    }

    static Route to(String name, SpanExporter exporter, BatchLimits limits) {
        return new Route(name, null, exporter, limits, List.of());
    }

    /** The destination as an exporter: its own, or one that stands for the sender and really sends. */
    SpanExporter asExporter() {
        return sender != null ? new SenderSpanExporter(sender) : Objects.requireNonNull(exporter);
    }

    /** Lets go of a destination that nothing is sent to after all. */
    void close() {
        Plugins.close("exporter " + name, () -> asExporter().shutdown());
    }

    /** The same destination behind what customizers made of its exporter. */
    Route behind(Customized<SpanExporter> customized) {
        int spans = Math.min(limits.maxSpans(), BatchLimits.OF_EXPORTERS.maxSpans());
        BatchLimits asExporter = sender == null ? limits : limits.withMaxSpans(spans);
        return new Route(name, null, customized.part(), asExporter, customized.by());
    }

    void addTo(ClewSdkBuilder builder, Settings settings) {
        builder.setOrigin(item -> origin(item, settings));
        if (sender != null) {
            builder.addSender(sender, limits);
        } else {
            builder.addSpanExporter(asExporter(), limits);
        }
    }

    private String origin(String item, Settings settings) {
        if (item.equals("destination")) {
            return new Customized<>(this, by).origin(settings.origin(ExporterSettings.KEY));
        }
        String ofBatches = BatchSettings.KEYS.get(item);
        if (ofBatches != null) {
            return settings.origin(ofBatches);
        }
        String ofTraces = "otel.exporter." + name + ".traces." + item;
        return settings.origin(settings.get(ofTraces) != null ? ofTraces : "otel.exporter." + name + "." + item);
    }

    /** For the line at start: a sender with its endpoint, an exporter by name, as its text may show credentials. */
    String label() {
        String plain = sender == null ? name : Plugins.text(sender::toString, name);
        return by.isEmpty() ? plain : plain + " behind " + String.join(", ", by);
    }
}
