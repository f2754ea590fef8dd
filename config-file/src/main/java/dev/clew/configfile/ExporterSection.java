package dev.clew.configfile;

import dev.clew.autoconfigure.ConfigFileReader.Parts;
import dev.clew.configfile.Block.Choice;
import dev.clew.sdk.ClewSdkBuilder;
import dev.clew.sdk.export.BatchLimits;
import dev.clew.sdk.export.BatchSender;
import dev.clew.sdk.export.BatchSenderProvider;
import dev.clew.sdk.settings.SettingException;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The {@code exporter} of a processor: Clew's senders first, then OpenTelemetry's exporters, by name from the class path. Closes
 * what it has made when the start fails after all.
 */
final class ExporterSection {
    private static final String HTTP = "otlp_http";
    private static final String GRPC = "otlp_grpc";
    private static final String OTLP = "otlp";

    private final Map<String, BatchSenderProvider> senders =
            Parts.byName(BatchSenderProvider.class, BatchSenderProvider::name);
    private final List<Runnable> closers = new ArrayList<>();
    private final List<String> inForce = new ArrayList<>();
    private final ClewSdkBuilder builder;
    private final Leftovers leftovers;
    private @Nullable Map<String, ConfigurableSpanExporterProvider> exporters; // null until one is needed

    ExporterSection(ClewSdkBuilder builder, Leftovers leftovers) {
        this.builder = builder;
        this.leftovers = leftovers;
    }

    /** Makes what the processor's block asks for and adds it to the builder. */
    void add(BatchBlock batches) {
        Block processor = batches.block();
        Choice choice = processor.choice("exporter", this::names);
        if (choice == null) {
            throw processor
                    .originOf("exporter")
                    .missing("a mapping with one key, one of " + String.join(", ", names()));
        }
        switch (choice.name()) {
            case HTTP -> addHttp(choice, batches);
            case GRPC -> addGrpc(choice, batches);
            default -> addNamed(choice, choice.name(), new BlockSource(choice.settings()), batches);
        }
    }

    /** What is sent to: senders with their endpoint, exporters by name, as these may show credentials. */
    List<String> inForce() {
        return inForce;
    }

    /** To be closed with the exporters when the start fails. */
    void alsoClose(Runnable closer) {
        closers.add(closer);
    }

    void close() {
        closers.forEach(closer -> Parts.close("a part of the file", closer));
    }

    private void addHttp(Choice choice, BatchBlock batches) {
        if (!isThere(OTLP)) {
            throw new SettingException(choice.settings().origin()
                    + " needs the artifact clew-exporter-otlp on the class path, which is not there");
        }
        String encoding = choice.settings().text("encoding");
        if (encoding != null && !encoding.equals("protobuf")) {
            throw choice.settings().originOf("encoding").refused(encoding, "protobuf");
        }
        addNamed(choice, OTLP, new OtlpBlock(choice.settings()).source("http/protobuf"), batches);
    }

    /** Clew speaks HTTP only; OpenTelemetry's own exporter speaks gRPC too. */
    private void addGrpc(Choice choice, BatchBlock batches) {
        ConfigurableSpanExporterProvider provider = exporters().get(OTLP);
        if (provider == null) {
            throw new SettingException(
                    choice.settings().origin() + " needs an exporter that speaks gRPC on the class path:"
                            + " the artifact opentelemetry-exporter-otlp; or use " + HTTP
                            + ", which most receivers take on port 4318");
        }
        addExporter(choice, provider, new OtlpBlock(choice.settings()).source("grpc"), batches);
    }

    private void addNamed(Choice choice, String name, BlockSource source, BatchBlock batches) {
        BatchSenderProvider sends = senders.get(name);
        ConfigurableSpanExporterProvider exports = sends == null ? exporters().get(name) : null;
        if (sends != null) {
            BatchSender sender = Component.make(choice.settings().origin(), source, sends::create);
            closers.add(sender::close);
            source.report(leftovers);
            builder.setOrigin(item -> origin(item, choice, source, batches))
                    .addSender(sender, batches.over(BatchLimits.DEFAULT));
            inForce.add(Parts.text(sender::toString, choice.name()));
        } else if (exports != null) {
            addExporter(choice, exports, source, batches);
        } else {
            throw choice.unknown(names());
        }
    }

    private void addExporter(
            Choice choice, ConfigurableSpanExporterProvider provider, BlockSource source, BatchBlock batches) {
        SpanExporter exporter = Component.make(
                choice.settings().origin(), source, settings -> provider.createExporter(Parts.properties(settings)));
        closers.add(exporter::shutdown);
        source.report(leftovers);
        builder.setOrigin(item -> origin(item, choice, source, batches))
                .addSpanExporter(exporter, batches.over(BatchLimits.OF_EXPORTERS));
        inForce.add(choice.name());
    }

    /** Where an item of the description comes from. */
    private static String origin(String item, Choice choice, BlockSource source, BatchBlock batches) {
        if (item.equals("destination")) {
            return choice.settings().origin().toString();
        }
        String property = OtlpBlock.TRACES + item;
        return batches.origin(item, source.has(property) ? source.origin(property) : "default");
    }

    private boolean isThere(String name) {
        return senders.containsKey(name) || exporters().containsKey(name);
    }

    private Map<String, ConfigurableSpanExporterProvider> exporters() {
        if (exporters == null) {
            exporters = Parts.byName(ConfigurableSpanExporterProvider.class, ConfigurableSpanExporterProvider::getName);
        }
        return exporters;
    }

    private Collection<String> names() {
        Collection<String> names = new TreeSet<>(senders.keySet());
        names.addAll(exporters().keySet());
        if (names.remove(OTLP)) {
            names.add(HTTP);
        }
        if (exporters().containsKey(OTLP)) {
            names.add(GRPC);
        }
        return names;
    }
}
