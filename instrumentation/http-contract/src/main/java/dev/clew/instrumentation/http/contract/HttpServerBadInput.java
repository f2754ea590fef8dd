package dev.clew.instrumentation.http.contract;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.http.HttpServerOptions;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Headers that no honest client sends: the request is served, and its trace is a new one. */
public abstract class HttpServerBadInput extends HttpServerMeasurements {
    private static final String[] NONE = {};
    private static final String[] CAPTURED = {"traceparent", "user-agent"};

    /** Accepted by every server. */
    static Stream<Arguments> hostileHeaders() {
        return Stream.of(
                hostile("an empty traceparent", "traceparent: "),
                hostile("a long traceparent", "traceparent: " + "0".repeat(4_000)),
                hostile("a traceparent of another charset", "traceparent: 00-\u00e9\u00ff\u00ab-b7ad6b7169203331-01"),
                hostile("a traceparent of zeros", "traceparent: 00-" + "0".repeat(32) + "-" + "0".repeat(16) + "-01"),
                hostile("a tracestate alone", "tracestate: " + "a=1,".repeat(900) + "b=2"),
                hostile("a long baggage", "baggage: " + "k=v,".repeat(900) + "k=v"),
                hostile("baggage of percent signs", "baggage: k=" + "%".repeat(2_000)),
                hostile("a long host of a proxy", "X-Forwarded-Host: " + "h".repeat(3_000)),
                hostile("a long client of a proxy", "Forwarded: for=" + "1".repeat(3_000)),
                hostile("an unfinished client of a proxy", "Forwarded: for=\"[", "X-Forwarded-For: ,,,"),
                hostile("a scheme that is none", "Forwarded: proto=javascript"),
                hostile("a long user agent", "User-Agent: " + "u".repeat(4_000)),
                hostile("a user agent of another charset", "User-Agent: \u00c3(\u00ff\u00fe"));
    }

    /** Some servers answer 400 or 431 to these, or hang up. */
    static Stream<Arguments> headersThatServersMayRefuse() {
        return Stream.of(
                hostile("a traceparent with a NUL", "traceparent: 00-\u0000-b7ad6b7169203331-01"),
                hostile("a user agent with a NUL", "User-Agent: a\u0000b"),
                hostile("a name with a NUL", "trace\u0000parent: " + TRACEPARENT),
                hostile("a tracestate without end", "tracestate: " + "a=1,".repeat(100_000)),
                hostile("a user agent without end", "User-Agent: " + "u".repeat(350_000)),
                hostile(
                        "a thousand headers",
                        Stream.generate(() -> "X-More: 1").limit(1_000).toArray(String[]::new)),
                hostile("a header without a colon", "traceparent"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileHeaders")
    void request_withHostileHeadersIsServedInANewTrace(String name, List<String> headerLines) throws Exception {
        HttpServerOptions options =
                HttpServerOptions.builder().captureRequestHeaders(CAPTURED).build();
        try (TracedServer server = start(setup(options, this::answer))) {
            assertThat(RawRequest.get(server.port(), "/orders/200", headerLines.toArray(NONE)))
                    .isEqualTo(200);

            SpanData span = onlySpan();
            isWholeAndANewTrace(span);
            assertThat(span.getAttributes().get(stringKey("client.address"))).isEqualTo("127.0.0.1");
            assertThat(span.getAttributes().get(stringKey("server.address"))).isEqualTo("localhost");
            assertThat(span.getAttributes().get(stringKey("url.scheme"))).isEqualTo("http");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headersThatServersMayRefuse")
    void request_thatAServerMayRefuseIsServedInANewTraceWhereItDoesNot(String name, List<String> headerLines)
            throws Exception {
        HttpServerOptions options =
                HttpServerOptions.builder().captureRequestHeaders(CAPTURED).build();
        try (TracedServer server = start(setup(options, this::answer))) {
            int code = RawRequest.get(server.port(), "/orders/200", headerLines.toArray(NONE));
            if (currentSpans.containsKey("/orders/200")) {
                assertThat(code).isEqualTo(200);
                isWholeAndANewTrace(onlySpan());
            } else {
                assertThat(code).isIn(0, 400, 413, 431);
            }

            assertThat(RawRequest.get(server.port(), "/orders/201")).isEqualTo(201);
            assertThat(currentSpans).containsKey("/orders/201");
        }
    }

    @Test
    void request_withTwoTraceparentsIsServed() throws Exception {
        String other = "00-" + "c".repeat(32) + "-" + "d".repeat(16) + "-01";
        try (TracedServer server = startAnswering()) {
            int code = RawRequest.get(
                    server.port(), "/orders/200", "traceparent: " + TRACEPARENT, "traceparent: " + other);

            assertThat(code).isEqualTo(200);
            // Which of the two is the parent, or none of them, is the propagator's to say.
            assertThat(onlySpan().getParentSpanId()).isIn(SPAN_ID, "d".repeat(16), SpanId.getInvalid());
            assertThat(currentSpans.get("/orders/200")).isEqualTo(onlySpan().getSpanContext());
        }
    }

    @Test
    void request_survivesAThrowingPropagator() throws Exception {
        OpenTelemetry throwing = new ThrowingPropagation(telemetry().openTelemetry());
        try (TracedServer server = start(new Setup(throwing, HttpServerOptions.defaults(), false, this::answer))) {
            assertThat(get(server, "/orders/200")).isEqualTo(200);
            isWholeAndANewTrace(onlySpan());
        }
    }

    private void isWholeAndANewTrace(SpanData span) {
        assertThat(span.getName()).isEqualTo("GET " + route());
        assertThat(span.getParentSpanId()).isEqualTo(SpanId.getInvalid());
        assertThat(span.getTraceId()).isNotEqualTo(TRACE_ID).matches(TraceId::isValid);
        assertThat(span.getAttributes().get(longKey("http.response.status_code")))
                .isEqualTo(200);
        assertThat(span.getAttributes().get(stringKey("url.path"))).isEqualTo("/orders/200");
        String userAgent = span.getAttributes().get(stringKey("user_agent.original"));
        assertThat(userAgent == null ? "" : userAgent).hasSizeLessThanOrEqualTo(8_192);
        for (String name : CAPTURED) {
            List<String> values = span.getAttributes().get(stringArrayKey("http.request.header." + name));
            assertThat(values == null ? List.<String>of() : values)
                    .allSatisfy(value -> assertThat(value).hasSizeLessThanOrEqualTo(4_096));
        }
        assertThat(currentSpans.get("/orders/200")).isEqualTo(span.getSpanContext());
    }

    private static Arguments hostile(String name, String... headerLines) {
        return Arguments.of(name, List.of(headerLines));
    }
}
