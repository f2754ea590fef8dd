package dev.clew.exporter.otlp;

import dev.clew.sdk.export.BatchSender;
import dev.clew.sdk.export.BatchSenderContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

class OtlpHttpSenderContractTest extends BatchSenderContract {
    private final LoopbackReceiver receiver = new LoopbackReceiver();
    private final FaultyPeer silent = FaultyPeer.silent();

    @AfterEach
    void closePeers() {
        receiver.close();
        silent.close();
    }

    @Override
    protected BatchSender toTakingPeer() {
        return to(receiver.url("/v1/traces"), LONG);
    }

    @Override
    protected int spansTaken() {
        return receiver.received().stream()
                .mapToInt(OtlpHttpSenderContractTest::spans)
                .sum();
    }

    @Override
    protected BatchSender toSilentPeer(Duration timeout) {
        return to(silent.url("http"), timeout);
    }

    @Override
    protected BatchSender toAbsentPeer() {
        return to(FaultyPeer.absent(), LONG);
    }

    private static BatchSender to(URI endpoint, Duration timeout) {
        return OtlpHttpSender.builder()
                .setEndpoint(endpoint)
                .setTimeout(timeout)
                .build();
    }

    private static int spans(LoopbackReceiver.Received request) {
        try {
            return request.traces().getResourceSpans(0).getScopeSpans(0).getSpansCount();
        } catch (IOException notOtlp) {
            throw new UncheckedIOException(notOtlp);
        }
    }
}
