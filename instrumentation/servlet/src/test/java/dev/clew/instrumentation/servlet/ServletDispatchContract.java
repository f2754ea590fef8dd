package dev.clew.instrumentation.servlet;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.http.HttpServerOptions;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Error pages, forwards and includes, which belong to the span of their request, and responses that come to a bad end. */
abstract class ServletDispatchContract extends ServletAsyncContract {
    private final List<SpanContext> current = Collections.synchronizedList(new ArrayList<>());

    @Test
    void span_isOneWhereAnErrorPageAnswersForAnException() throws Exception {
        Application application = application()
                .servlet("/orders", new Handled((request, response) -> {
                    throw new ServletException(new UnsupportedOperationException("no orders today"));
                }))
                .errorPage(new Handled((request, response) -> {
                    current.add(Span.current().getSpanContext());
                    Handled.write(response, "sorry");
                }));
        try (TracedServer server = container().start(application)) {
            assertThat(get(server, "/orders")).isEqualTo(500);

            isOneSpanOf(500);
            carriesTheException(onlySpan());
            assertThat(current).containsExactly(onlySpan().getSpanContext());
        }
    }

    @Test
    void span_isOneWhereAnErrorPageAnswersForAStatus() throws Exception {
        Application application = application()
                .servlet("/orders", new Handled((request, response) -> response.sendError(503, "later")))
                .errorPage(new Handled((request, response) -> {
                    current.add(Span.current().getSpanContext());
                    Handled.write(response, "sorry");
                }));
        try (TracedServer server = container().start(application)) {
            assertThat(get(server, "/orders")).isEqualTo(503);

            isOneSpanOf(503);
            assertThat(onlySpan().getAttributes().get(stringKey("error.type"))).isEqualTo("503");
            assertThat(current).containsExactly(onlySpan().getSpanContext());
        }
    }

    @Test
    void span_isOneWhereARequestIsForwardedAndIncludes() throws Exception {
        Application application = application()
                .servlet(
                        "/orders",
                        new Handled((request, response) ->
                                request.getRequestDispatcher("/forwarded").forward(request, response)))
                .servlet("/forwarded", new Handled((request, response) -> {
                    current.add(Span.current().getSpanContext());
                    request.getRequestDispatcher("/included").include(request, response);
                    response.setStatus(201);
                }))
                .servlet("/included", new Handled((request, response) -> {
                    current.add(Span.current().getSpanContext());
                    Handled.write(response, "part");
                }));
        try (TracedServer server = container().start(application)) {
            assertThat(get(server, "/orders")).isEqualTo(201);

            isOneSpanOf(201);
            assertThat(current).hasSize(2).containsOnly(onlySpan().getSpanContext());
        }
    }

    @Test
    void span_isOneWhereTheFilterStandsTwice() throws Exception {
        Application application = application()
                .filter(new TracingFilter(telemetry().openTelemetry()))
                .servlet("/orders", new Handled((request, response) -> response.setStatus(204)));
        try (TracedServer server = container().start(application)) {
            assertThat(get(server, "/orders")).isEqualTo(204);

            isOneSpanOf(204);
        }
    }

    @Test
    void requestAttribute_holdsTheContext() throws Exception {
        try (TracedServer server = deploy((request, response) -> {
            Context context = (Context) request.getAttribute(TracingFilter.CONTEXT_ATTRIBUTE);
            current.add(Span.fromContext(context).getSpanContext());
        })) {
            get(server, "/orders");

            assertThat(current).containsExactly(onlySpan().getSpanContext());
        }
    }

    @Test
    void span_ofAnExceptionBehindACommittedResponseKeepsItsStatus() throws Exception {
        try (TracedServer server = deploy((request, response) -> {
            response.setStatus(206);
            Handled.write(response, "half");
            response.flushBuffer();
            throw new UnsupportedOperationException("no orders today");
        })) {
            try (Socket socket = open(server)) {
                assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
            }

            isOneSpanOf(206);
            carriesTheException(onlySpan());
        }
    }

    @Test
    void span_ofAClientThatWentAwayCarriesTheException() throws Exception {
        try (TracedServer server = deploy((request, response) -> {
            while (true) {
                response.getOutputStream().write(new byte[100_000]);
            }
        })) {
            try (Socket socket = open(server)) {
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }

            isOneSpanOf(200);
            SpanData span = onlySpan();
            assertThat(span.getStatus()).isEqualTo(StatusData.error());
            assertThat(span.getAttributes().get(stringKey("error.type"))).isNotEmpty();
            assertThat(span.getEvents()).hasSize(1);
        }
    }

    @Test
    void request_whoseHeadersThrowIsServedInANewTrace() throws Exception {
        Filter throwing = (request, response, chain) ->
                chain.doFilter(new ThrowingHeaders((HttpServletRequest) request), response);
        Application application = new Application()
                .filter(throwing)
                .filter(new TracingFilter(
                        telemetry().openTelemetry(),
                        HttpServerOptions.builder()
                                .captureRequestHeaders("X-Tenant")
                                .build()))
                .servlet("/orders", new Handled((request, response) -> response.setStatus(204)));
        try (TracedServer server = container().start(application)) {
            assertThat(get(server, "/orders")).isEqualTo(204);

            isOneSpanOf(204);
            assertThat(onlySpan().getParentSpanId()).isEqualTo(SpanId.getInvalid());
            assertThat(onlySpan().getAttributes().get(stringKey("url.path"))).isEqualTo("/orders");
            assertThat(onlySpan().getAttributes().get(longKey("network.peer.port")))
                    .isNotNull();
        }
    }

    private static Socket open(TracedServer server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(10_000);
        socket.getOutputStream()
                .write("GET /orders HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
        return socket;
    }

    /** A request of which nobody can read the headers. */
    private static final class ThrowingHeaders extends HttpServletRequestWrapper {
        ThrowingHeaders(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getHeader(String name) {
            throw new IllegalStateException("thrown by the suite's request");
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            throw new IllegalStateException("thrown by the suite's request");
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            throw new IllegalStateException("thrown by the suite's request");
        }
    }
}
