package dev.clew.instrumentation.http.contract;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.impl.InstrumentationUtil;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every HTTP client instrumentation does. Extend it with a client; override {@link #telemetry} for another SDK. */
public abstract class HttpClientContract extends HttpClientBodies {
    @Test
    void span_saysWhatWasAskedAndAnswered() throws Exception {
        traced().send("GET", peer.url("/status/200?color=blue"));

        SpanData span = onlySpan();
        assertThat(span.getName()).isEqualTo("GET");
        assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(span.getStatus()).isEqualTo(StatusData.unset());
        AttributesBuilder expected = Attributes.builder()
                .put("http.request.method", "GET")
                .put("url.full", peer.url("/status/200?color=blue"))
                .put("server.address", "localhost")
                .put("server.port", peer.port())
                .put("http.response.status_code", 200)
                .put("network.protocol.version", "1.1");
        if (knowsItsPeer()) {
            expected.put("network.peer.address", "127.0.0.1").put("network.peer.port", peer.port());
        }
        assertThat(span.getAttributes().asMap()).isEqualTo(expected.build().asMap());
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 500})
    void span_ofAnErrorAnswerFailsWithItsCode(int code) throws Exception {
        assertThat(traced().send("GET", peer.url("/status/" + code))).isEqualTo(code);

        SpanData span = onlySpan();
        assertThat(span.getStatus()).isEqualTo(StatusData.error());
        assertThat(span.getAttributes().get(longKey("http.response.status_code")))
                .isEqualTo(code);
        assertThat(span.getAttributes().get(stringKey("error.type"))).isEqualTo(Integer.toString(code));
        assertThat(exceptions(span)).isEmpty();
    }

    @Test
    void span_ofARedirectThatIsNotFollowedIsNoError() throws Exception {
        assertThat(traced().send("GET", peer.url("/redirect/status/200"))).isEqualTo(302);

        SpanData span = onlySpan();
        assertThat(span.getStatus()).isEqualTo(StatusData.unset());
        assertThat(span.getAttributes().get(longKey("http.response.status_code")))
                .isEqualTo(302);
        assertThat(span.getAttributes().get(stringKey("error.type"))).isNull();
    }

    @Test
    void span_ofARefusedConnectionCarriesTheException() throws Exception {
        int freePort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            freePort = socket.getLocalPort();
        }

        failsWithItsException("http://localhost:" + freePort + "/");
    }

    @Test
    void span_ofATimeoutCarriesTheException() {
        failsWithItsException(peer.url("/never"));
    }

    @Test
    void span_ofAnUnknownMethodIsCalledHttp() throws Exception {
        traced().send("BREW", peer.url("/status/200"));

        SpanData span = onlySpan();
        assertThat(span.getName()).isEqualTo("HTTP");
        assertThat(span.getAttributes().get(stringKey("http.request.method"))).isEqualTo("_OTHER");
        assertThat(span.getAttributes().get(stringKey("http.request.method_original")))
                .isEqualTo("BREW");
    }

    @Test
    void url_losesItsSecrets() throws Exception {
        String query = "a=1&sig=secret&Signature=secret&b=2&AWSAccessKeyId=secret&X-Goog-Signature=secret";
        traced().send("GET", "http://localhost:" + peer.port() + "/status/200?" + query);

        assertThat(onlySpan().getAttributes().get(stringKey("url.full")))
                .isEqualTo(peer.url("/status/200?" + query.replace("secret", "REDACTED")));
        assertThat(peer.traceparent("/status/200?" + query)).isNotEmpty().doesNotContain("no request");
    }

    @Test
    void context_crossesTheWire() throws Exception {
        traced().send("GET", peer.url("/status/200"));

        assertThat(peer.traceparent("/status/200")).isEqualTo(traceparent(onlySpan()));
    }

    @Test
    void parent_isTheCurrentSpan() throws Exception {
        Span parent = telemetry
                .openTelemetry()
                .getTracer("suite")
                .spanBuilder("parent")
                .startSpan();
        sendIn(parent, traced(), "/status/200");

        assertThat(onlySpan().getTraceId()).isEqualTo(parent.getSpanContext().getTraceId());
        assertThat(onlySpan().getParentSpanId())
                .isEqualTo(parent.getSpanContext().getSpanId());
    }

    @Test
    void concurrentRequests_keepTheirOwnParents() throws Exception {
        TracedClient client = traced();
        Map<String, SpanContext> parents = new HashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> requests = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String path = "/status/200?request=" + i;
                Span parent = telemetry
                        .openTelemetry()
                        .getTracer("suite")
                        .spanBuilder("parent")
                        .startSpan();
                parents.put(path, parent.getSpanContext());
                requests.add(threads.submit(() -> {
                    sendIn(parent, client, path);
                    return null;
                }));
            }
            for (Future<?> request : requests) {
                request.get();
            }
        } finally {
            threads.shutdownNow();
        }

        await().untilAsserted(() -> assertThat(telemetry.finishedSpans()).hasSize(200));
        assertThat(telemetry.finishedSpans()).allSatisfy(span -> {
            String url = span.getAttributes().get(stringKey("url.full"));
            String path = url.substring(url.indexOf("/status"));
            assertThat(span.getParentSpanContext()).isEqualTo(parents.get(path));
            assertThat(peer.traceparent(path)).isEqualTo(traceparent(span));
        });
    }

    @Test
    void request_isUntouchedWhereInstrumentationIsSuppressed() {
        TracedClient client = traced();
        List<Integer> codes = new ArrayList<>();
        InstrumentationUtil.suppressInstrumentation(() -> codes.add(unchecked(client, peer.url("/status/200"))));

        assertThat(codes).containsExactly(200);
        assertThat(telemetry.finishedSpans()).isEmpty();
        assertThat(peer.traceparent("/status/200")).isEmpty();
    }

    @Test
    void context_crossesTheWireUnsampledToo() throws Exception {
        telemetry.close();
        telemetry = telemetry(Sampler.alwaysOff());

        assertThat(traced().send("GET", peer.url("/status/200"))).isEqualTo(200);
        assertThat(telemetry.finishedSpans()).isEmpty();
        assertThat(peer.traceparent("/status/200")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[02]");
    }

    private void failsWithItsException(String url) {
        TracedClient client = traced();
        Throwable thrown = catchThrowable(() -> client.send("GET", url));

        assertThat(thrown).isInstanceOf(IOException.class);
        SpanData span = onlySpan();
        assertThat(span.getStatus()).isEqualTo(StatusData.error());
        assertThat(span.getAttributes().get(stringKey("error.type")))
                .isEqualTo(thrown.getClass().getName());
        assertThat(span.getAttributes().get(longKey("http.response.status_code")))
                .isNull();
        assertThat(exceptions(span))
                .singleElement()
                .satisfies(event -> assertThat(event.getAttributes().get(stringKey("exception.type")))
                        .isEqualTo(thrown.getClass().getCanonicalName()));
    }

    private void sendIn(Span parent, TracedClient client, String path) throws Exception {
        try (Scope scope = parent.makeCurrent()) {
            client.send("GET", peer.url(path));
        }
    }

    private static int unchecked(TracedClient client, String url) {
        try {
            return client.send("GET", url);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String traceparent(SpanData span) {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                + span.getSpanContext().getTraceFlags().asHex();
    }
}
