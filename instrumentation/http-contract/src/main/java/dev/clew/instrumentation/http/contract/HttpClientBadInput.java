package dev.clew.instrumentation.http.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.clew.instrumentation.http.HttpClientOptions;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a server answers and a plugin does, the application gets what it gets without tracing, and the span ends once. */
abstract class HttpClientBadInput extends HttpClientMeasurements {
    static Stream<String> hostileAnswers() {
        String empty = "Content-Length: 0\r\n\r\n";
        String ok = "HTTP/1.1 200 OK\r\n";
        return Stream.of(
                "",
                "\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/1.1 20",
                "HTTP/1.1 099 Low\r\n" + empty,
                "HTTP/1.1 999 Strange\r\n" + empty,
                "HTTP/9.9 200 OK\r\n" + empty,
                ok + "Content-Length: -1\r\n\r\n",
                ok + "Content-Length: 5\r\nContent-Length: 9\r\n\r\nhello",
                ok + "Content-Length: 99999999999999999999\r\n\r\n",
                ok + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
                ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nhe",
                ok + "Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello",
                ok + "X-Seen: a\0b\r\n" + empty,
                ok + "X-Seen: \u00e9\u00ff\u0080\r\n" + empty,
                ok + "X-Seen\r\n" + empty,
                ok + ": nameless\r\n" + empty,
                ok + "X-Seen: " + "x".repeat(100_000) + "\r\n" + empty,
                ok + "X-Seen: y\r\n".repeat(500) + empty,
                ok + "traceparent: 00-00000000000000000000000000000000-0000000000000000-00\r\n" + empty);
    }

    @ParameterizedTest
    @MethodSource("hostileAnswers")
    void hostileAnswer_isServedAsItIsWithoutTracing(String answer) throws Exception {
        HttpClientOptions options = HttpClientOptions.builder()
                .captureResponseHeaders("X-Seen")
                .bodySizes(true)
                .build();
        try (RawPeer raw = new RawPeer(answer)) {
            String untraced = outcome(client(OpenTelemetry.noop(), options), raw.url());
            assertThat(outcome(client(telemetry.openTelemetry(), options), raw.url()))
                    .isEqualTo(untraced);
        }
        assertThat(onlySpan().hasEnded()).isTrue();
    }

    @Test
    void request_survivesAThrowingPropagator() throws Exception {
        TracedClient client = client(new ThrowingPropagation(telemetry.openTelemetry()), HttpClientOptions.defaults());

        assertThat(client.send("GET", peer.url("/status/200"))).isEqualTo(200);
        assertThat(number(onlySpan(), "http.response.status_code")).isEqualTo(200);
        assertThat(peer.traceparent("/status/200")).isEmpty();
    }

    @Test
    void request_survivesThrowingSpans() throws Exception {
        TracedClient client = client(new ThrowingSpans(), HttpClientOptions.defaults());

        assertThat(client.send("GET", peer.url("/status/200"))).isEqualTo(200);
        assertThat(catchThrowable(() -> client.send("GET", peer.url("/never")))).isInstanceOf(IOException.class);
    }

    @Test
    void request_survivesAHeaderThatNoRequestMayHave() throws Exception {
        TracedClient client = client(new HostileHeader(telemetry.openTelemetry()), HttpClientOptions.defaults());

        assertThat(client.send("GET", peer.url("/status/200"))).isEqualTo(200);
        assertThat(number(onlySpan(), "http.response.status_code")).isEqualTo(200);
    }

    @Test
    void baggage_ofStrangersGoesEncoded() {
        OpenTelemetry both = new WithBaggage(telemetry.openTelemetry());
        Baggage baggage = Baggage.builder().put("user", "a\r\nb\u00e9\0").build();
        try (Scope scope = baggage.makeCurrent()) {
            assertThatCode(() -> client(both, HttpClientOptions.defaults()).send("GET", peer.url("/status/200")))
                    .doesNotThrowAnyException();
        }
        assertThat(number(onlySpan(), "http.response.status_code")).isEqualTo(200);
    }

    private static String outcome(TracedClient client, String url) {
        try {
            return "answered " + client.send("GET", url);
        } catch (Exception e) {
            return "threw " + e.getClass().getName();
        }
    }

    private record WithBaggage(OpenTelemetry openTelemetry) implements OpenTelemetry {
        @Override
        public TracerProvider getTracerProvider() {
            return openTelemetry.getTracerProvider();
        }

        @Override
        public ContextPropagators getPropagators() {
            return ContextPropagators.create(TextMapPropagator.composite(
                    openTelemetry.getPropagators().getTextMapPropagator(), W3CBaggagePropagator.getInstance()));
        }
    }

    /** Sets a header that would split the request in two. */
    private record HostileHeader(OpenTelemetry openTelemetry) implements OpenTelemetry, TextMapPropagator {
        @Override
        public TracerProvider getTracerProvider() {
            return openTelemetry.getTracerProvider();
        }

        @Override
        public ContextPropagators getPropagators() {
            return ContextPropagators.create(this);
        }

        @Override
        public List<String> fields() {
            return List.of("x-split");
        }

        @Override
        public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
            setter.set(carrier, "x-split", "a\r\nX-Evil: b\0");
        }

        @Override
        public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
            return context;
        }
    }
}
