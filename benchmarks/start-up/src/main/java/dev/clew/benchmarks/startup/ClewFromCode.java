package dev.clew.benchmarks.startup;

import dev.clew.exporter.otlp.OtlpHttpSender;
import dev.clew.sdk.ClewSdk;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** {@code ClewSdk.builder()} with a sender, and nothing read from the environment but where to. */
final class ClewFromCode {
    private ClewFromCode() {}

    public static void main(String[] args) {
        long start = System.nanoTime();
        URI endpoint = URI.create(System.getenv("OTEL_EXPORTER_OTLP_ENDPOINT") + "/v1/traces");
        ClewSdk sdk = ClewSdk.builder()
                .addSender(OtlpHttpSender.builder().setEndpoint(endpoint).build())
                .build();
        sdk.getTracer("start-up").spanBuilder("first").startSpan().end();
        if (args.length > 0 && !sdk.forceFlush().join(30, TimeUnit.SECONDS).isSuccess()) {
            throw new IllegalStateException("not received: " + sdk.ledger());
        }
        Report.endAt(start);
    }
}
