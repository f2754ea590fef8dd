package dev.clew.instrumentation.http.contract;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.clew.instrumentation.http.HttpServerOptions;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every HTTP server instrumentation does. Extend it with a server; override {@link #telemetry} for another SDK. What it
 * inherits belongs to it: what is measured on demand, and what hostile clients send.
 */
public abstract class HttpServerContract extends HttpServerBadInput {
    @Test
    void span_saysWhatWasAskedAndAnswered() throws Exception {
        try (TracedServer server = startAnswering()) {
            assertThat(get(server, "/orders/200?color=blue")).isEqualTo(200);

            SpanData span = onlySpan();
            assertThat(span.getName()).isEqualTo("GET " + route());
            assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
            assertThat(span.getStatus()).isEqualTo(StatusData.unset());
            assertThat(span.getParentSpanId()).isEqualTo(SpanId.getInvalid());
            Long peerPort = span.getAttributes().get(longKey("network.peer.port"));
            assertThat(peerPort).isBetween(1L, 65_535L).isNotEqualTo(server.port());
            AttributesBuilder expected = Attributes.builder()
                    .put("http.request.method", "GET")
                    .put("http.route", route())
                    .put("url.scheme", "http")
                    .put("url.path", "/orders/200")
                    .put("url.query", "color=blue")
                    .put("server.address", "localhost")
                    .put("server.port", server.port())
                    .put("client.address", "127.0.0.1")
                    .put("network.peer.address", "127.0.0.1")
                    .put("network.peer.port", peerPort)
                    .put("network.protocol.version", "1.1")
                    .put("user_agent.original", "suite/1")
                    .put("http.response.status_code", 200);
            assertThat(span.getAttributes().asMap()).isEqualTo(expected.build().asMap());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 404})
    void span_ofAnAnswerBelow500IsNoError(int code) throws Exception {
        try (TracedServer server = startAnswering()) {
            assertThat(get(server, "/orders/" + code)).isEqualTo(code);

            SpanData span = onlySpan();
            assertThat(span.getStatus()).isEqualTo(StatusData.unset());
            assertThat(span.getAttributes().get(longKey("http.response.status_code")))
                    .isEqualTo(code);
            assertThat(span.getAttributes().get(stringKey("error.type"))).isNull();
        }
    }

    @Test
    void span_ofA500FailsWithItsCode() throws Exception {
        try (TracedServer server = startAnswering()) {
            assertThat(get(server, "/orders/500")).isEqualTo(500);

            SpanData span = onlySpan();
            assertThat(span.getStatus()).isEqualTo(StatusData.error());
            assertThat(span.getAttributes().get(stringKey("error.type"))).isEqualTo("500");
            assertThat(span.getEvents()).isEmpty();
        }
    }

    @Test
    void span_ofAThrowingHandlerCarriesTheException() throws Exception {
        Handler throwing = pathAndQuery -> {
            throw new UnsupportedOperationException("no orders today");
        };
        try (TracedServer server = start(setup(HttpServerOptions.defaults(), throwing))) {
            // A POST: the JDK's client sends a GET again when its connection is closed.
            HttpRequest.Builder request = request(server, "/orders").POST(HttpRequest.BodyPublishers.noBody());
            Throwable seenByTheClient =
                    catchThrowable(() -> assertThat(send(request)).isGreaterThanOrEqualTo(500));

            assertThat(seenByTheClient)
                    .satisfiesAnyOf(
                            none -> assertThat(none).isNull(),
                            closed -> assertThat(closed).isInstanceOf(IOException.class));
            SpanData span = onlySpan();
            assertThat(span.getStatus()).isEqualTo(StatusData.error());
            assertThat(span.getAttributes().get(stringKey("error.type")))
                    .isEqualTo("java.lang.UnsupportedOperationException");
            assertThat(span.getEvents())
                    .singleElement()
                    .satisfies(event -> assertThat(event.getAttributes().get(stringKey("exception.message")))
                            .isEqualTo("no orders today"));
        }
    }

    @Test
    void span_ofAnUnknownMethodIsCalledHttp() throws Exception {
        try (TracedServer server = startAnswering()) {
            send(request(server, "/orders/200").method("BREW", HttpRequest.BodyPublishers.noBody()));

            SpanData span = onlySpan();
            assertThat(span.getName()).isEqualTo("HTTP " + route());
            assertThat(span.getAttributes().get(stringKey("http.request.method")))
                    .isEqualTo("_OTHER");
            assertThat(span.getAttributes().get(stringKey("http.request.method_original")))
                    .isEqualTo("BREW");
        }
    }

    @Test
    void query_losesItsSecrets() throws Exception {
        try (TracedServer server = startAnswering()) {
            get(server, "/orders/200?a=1&sig=secret&AWSAccessKeyId=secret&b=2");

            assertThat(onlySpan().getAttributes().get(stringKey("url.query")))
                    .isEqualTo("a=1&sig=REDACTED&AWSAccessKeyId=REDACTED&b=2");
        }
    }

    @Test
    void client_isTheOneThatTheProxyNames() throws Exception {
        try (TracedServer server = startAnswering()) {
            send(request(server, "/orders/200").header("Forwarded", "for=192.0.2.60;proto=https;host=shop.example"));

            Attributes attributes = onlySpan().getAttributes();
            assertThat(attributes.get(stringKey("client.address"))).isEqualTo("192.0.2.60");
            assertThat(attributes.get(stringKey("network.peer.address"))).isEqualTo("127.0.0.1");
            assertThat(attributes.get(stringKey("url.scheme"))).isEqualTo("https");
            assertThat(attributes.get(stringKey("server.address"))).isEqualTo("shop.example");
            assertThat(attributes.get(longKey("server.port"))).isEqualTo(443);
        }
    }

    @Test
    void parent_comesOverTheWire() throws Exception {
        try (TracedServer server = startAnswering()) {
            send(request(server, "/orders/200").header("traceparent", TRACEPARENT));

            assertThat(onlySpan().getTraceId()).isEqualTo(TRACE_ID);
            assertThat(onlySpan().getParentSpanId()).isEqualTo(SPAN_ID);
            assertThat(onlySpan().getParentSpanContext().isRemote()).isTrue();
            assertThat(currentSpans.get("/orders/200")).isEqualTo(onlySpan().getSpanContext());
        }
    }

    @Test
    void concurrentRequests_keepTheirOwnParents() throws Exception {
        try (TracedServer server = startAnswering()) {
            Map<String, String> parentsByQuery = IntStream.rangeClosed(1, 200)
                    .boxed()
                    .collect(Collectors.toMap(i -> "request=" + i, "%016x"::formatted));
            List<CompletableFuture<?>> answers = new ArrayList<>();
            parentsByQuery.forEach((query, parent) -> answers.add(client.sendAsync(
                    request(server, "/orders/200?" + query)
                            .header("traceparent", "00-0000000000000001" + parent + "-" + parent + "-01")
                            .build(),
                    HttpResponse.BodyHandlers.discarding())));
            answers.forEach(CompletableFuture::join);

            soon(() -> assertThat(telemetry().finishedSpans()).hasSize(200));
            assertThat(telemetry().finishedSpans()).allSatisfy(span -> {
                String query = span.getAttributes().get(stringKey("url.query"));
                assertThat(span.getParentSpanId()).isEqualTo(parentsByQuery.get(query));
                assertThat(span.getTraceId()).endsWith(span.getParentSpanId());
                assertThat(currentSpans.get("/orders/200?" + query)).isEqualTo(span.getSpanContext());
            });
        }
    }

    @Test
    void unsampledParent_isCurrentInTheHandlerAndGivesNoSpan() throws Exception {
        sampleWith(Sampler.parentBased(Sampler.alwaysOn()));
        try (TracedServer server = startAnswering()) {
            int code = send(request(server, "/orders/200").header("traceparent", TRACEPARENT.replaceAll("01$", "00")));

            assertThat(code).isEqualTo(200);
            assertThat(currentSpans.get("/orders/200")).satisfies(current -> {
                assertThat(current.getTraceId()).isEqualTo(TRACE_ID);
                assertThat(current.isSampled()).isFalse();
            });
            assertThat(telemetry().finishedSpans()).isEmpty();
        }
    }

    @Test
    void span_endsWhenAnotherThreadAnswers() throws Exception {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        Handler slow = pathAndQuery -> {
            awaitOrFail(mayAnswer);
            return answer(pathAndQuery);
        };
        try (TracedServer server =
                start(new Setup(telemetry().openTelemetry(), HttpServerOptions.defaults(), true, slow))) {
            CompletableFuture<HttpResponse<Void>> response = client.sendAsync(
                    request(server, "/orders/503")
                            .header("traceparent", TRACEPARENT)
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            assertThat(get(server, "/elsewhere")).isEqualTo(404);
            assertThat(telemetry().finishedSpans()).isEmpty();
            mayAnswer.countDown();

            assertThat(response.join().statusCode()).isEqualTo(503);
            SpanData span = onlySpan();
            assertThat(span.getParentSpanId()).isEqualTo(SPAN_ID);
            assertThat(span.getStatus()).isEqualTo(StatusData.error());
            assertThat(span.getAttributes().get(longKey("http.response.status_code")))
                    .isEqualTo(503);
            assertThat(currentSpans.get("/orders/503")).isEqualTo(span.getSpanContext());
        }
    }

    private static void awaitOrFail(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
