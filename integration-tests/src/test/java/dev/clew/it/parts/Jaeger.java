package dev.clew.it.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** A running Jaeger that belongs to this test run. */
public sealed interface Jaeger extends AutoCloseable permits JaegerContainer, JaegerProcess {
    /** The version that is started, wherever it comes from. */
    String VERSION = "2.13.0";

    /** Where OTLP/HTTP goes: the value for {@code OTEL_EXPORTER_OTLP_ENDPOINT}. */
    URI otlpEndpoint();

    /** Where the stored spans are read back. */
    JaegerQuery query();

    /** The strategies that it starts with, and that a test leaves behind. */
    static String strategies() {
        try {
            return Files.readString(Path.of("jaeger", "strategies.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where sampling strategies are asked for over HTTP. */
    URI samplingHttp();

    /** Where they are asked for over gRPC. */
    URI samplingGrpc();

    /** Replaces the file of strategies, which Jaeger reads again every second. */
    void setStrategies(String json);

    /** What it is and where it came from, in a few words. */
    @Override
    String toString();

    @Override
    void close();
}
