package dev.clew.benchmarks.endtoend;

/** What is measured: an SDK, its settings, and how it sends. */
enum Subject {
    /** A JVM that does nothing, to see what a JVM costs. */
    NOTHING("JVM alone", false),
    /** The API without an SDK: what making the spans costs the application in any case. */
    NOOP("no-op API", false),
    OTEL_HTTP("OpenTelemetry SDK, default, OTLP/HTTP", false),
    OTEL_GRPC("OpenTelemetry SDK, default, OTLP/gRPC", true),
    OTEL_TUNED_HTTP("OpenTelemetry SDK, tuned, OTLP/HTTP", false),
    OTEL_TUNED_JDK("OpenTelemetry SDK, tuned, OTLP/HTTP by the JDK's client", false),
    OTEL_TUNED_GRPC("OpenTelemetry SDK, tuned, OTLP/gRPC", true),
    /** There is no OTLP/gRPC of Clew's. */
    CLEW("Clew, default, OTLP/HTTP", false);

    private final String title;
    private final boolean grpc;

    Subject(String title, boolean grpc) {
        this.title = title;
        this.grpc = grpc;
    }

    String title() {
        return title;
    }

    boolean isGrpc() {
        return grpc;
    }

    boolean isTuned() {
        return this == OTEL_TUNED_HTTP || this == OTEL_TUNED_JDK || this == OTEL_TUNED_GRPC;
    }
}
