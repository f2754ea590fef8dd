package dev.clew.it.parts;

import java.net.URI;

/** A running Jaeger that belongs to this test run. */
public sealed interface Jaeger extends AutoCloseable permits JaegerContainer, JaegerProcess {
    /** The version that is started, wherever it comes from. */
    String VERSION = "2.13.0";

    /** Where OTLP/HTTP goes: the value for {@code OTEL_EXPORTER_OTLP_ENDPOINT}. */
    URI otlpEndpoint();

    /** Where the stored spans are read back. */
    JaegerQuery query();

    /** What it is and where it came from, in a few words. */
    @Override
    String toString();

    @Override
    void close();
}
