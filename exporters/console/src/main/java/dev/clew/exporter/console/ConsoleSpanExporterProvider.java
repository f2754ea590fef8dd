package dev.clew.exporter.console;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;

/** Makes the exporter that {@code OTEL_TRACES_EXPORTER=console} asks for. */
public final class ConsoleSpanExporterProvider implements ConfigurableSpanExporterProvider {
    @Override
    public SpanExporter createExporter(ConfigProperties config) {
        return ConsoleSpanExporter.create();
    }

    @Override
    public String getName() {
        return "console";
    }
}
