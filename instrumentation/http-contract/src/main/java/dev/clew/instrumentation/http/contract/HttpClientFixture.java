package dev.clew.instrumentation.http.contract;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clew.instrumentation.http.HttpClientOptions;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the parts of the client suite stand on: an SDK, a peer, and a client. */
abstract class HttpClientFixture {
    Telemetry telemetry;
    LoopbackPeer peer;

    /**
     * A client traced by {@code openTelemetry} that does not follow redirects, and waits for a connection and for an answer for at
     * most 500 ms each.
     */
    protected abstract TracedClient client(OpenTelemetry openTelemetry, HttpClientOptions options);

    /** The SDK that the suite runs on. */
    protected Telemetry telemetry(Sampler sampler) {
        return Telemetry.standard(sampler);
    }

    /** Whether the library tells which address it is connected to. */
    protected boolean knowsItsPeer() {
        return true;
    }

    @BeforeEach
    void startPeer() throws IOException {
        telemetry = telemetry(Sampler.alwaysOn());
        peer = new LoopbackPeer();
    }

    @AfterEach
    void stopPeer() {
        peer.close();
        telemetry.close();
    }

    TracedClient traced() {
        return client(telemetry.openTelemetry(), HttpClientOptions.defaults());
    }

    /** The span of the only request, which may end on another thread. */
    SpanData onlySpan() {
        await().untilAsserted(() -> assertThat(telemetry.finishedSpans()).hasSize(1));
        return telemetry.finishedSpans().get(0);
    }

    static @Nullable String string(SpanData span, String key) {
        return span.getAttributes().get(stringKey(key));
    }

    static @Nullable Long number(SpanData span, String key) {
        return span.getAttributes().get(longKey(key));
    }

    static List<EventData> exceptions(SpanData span) {
        return span.getEvents().stream()
                .filter(event -> event.getName().equals("exception"))
                .toList();
    }
}
