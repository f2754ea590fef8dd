package dev.clew.instrumentation.servlet;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.http.contract.HttpServerContract;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Asynchronous processing: the span covers it, whatever its end is, and ends once. */
abstract class ServletAsyncContract extends HttpServerContract {
    private static final long SOON_MILLIS = 100;

    abstract Container container();

    final TracedServer deploy(Handled.Handling handling) throws IOException {
        return container().start(application().servlet("/orders", new Handled(handling)));
    }

    final Application application() {
        return new Application().filter(new TracingFilter(telemetry().openTelemetry()));
    }

    @Test
    void span_coversDispatchesThatFollow() throws Exception {
        List<SpanContext> current = Collections.synchronizedList(new ArrayList<>());
        Handled.Handling handling = (request, response) -> {
            current.add(Span.current().getSpanContext());
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                AsyncContext async = request.startAsync();
                new Thread(async::dispatch).start();
            } else {
                response.setStatus(201);
            }
        };
        try (TracedServer server = deploy(handling)) {
            assertThat(get(server, "/orders")).isEqualTo(201);

            isOneSpanOf(201);
            assertThat(current).hasSize(2).containsOnly(onlySpan().getSpanContext());
        }
    }

    @Test
    void span_coversProcessingThatStartsAgain() throws Exception {
        List<String> dispatches = Collections.synchronizedList(new ArrayList<>());
        Handled.Handling handling = (request, response) -> {
            dispatches.add(request.getDispatcherType().toString());
            AsyncContext async = request.startAsync(request, response);
            if (dispatches.size() < 3) {
                async.start(async::dispatch);
            } else {
                async.start(() -> {
                    response.setStatus(202);
                    async.complete();
                });
            }
        };
        try (TracedServer server = deploy(handling)) {
            assertThat(get(server, "/orders")).isEqualTo(202);

            isOneSpanOf(202);
            assertThat(dispatches).containsExactly("REQUEST", "ASYNC", "ASYNC");
        }
    }

    @Test
    void span_coversProcessingThatTheFilterSeesNoDispatchOf() throws Exception {
        Handled.Handling handling = (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                request.startAsync().dispatch();
            } else {
                AsyncContext async = request.startAsync();
                response.setStatus(203);
                new Thread(async::complete).start();
            }
        };
        Application application = new Application()
                .filter(new TracingFilter(telemetry().openTelemetry()), "/*", EnumSet.of(DispatcherType.REQUEST))
                .servlet("/orders", new Handled(handling));
        try (TracedServer server = container().start(application)) {
            assertThat(get(server, "/orders")).isEqualTo(203);

            isOneSpanOf(203);
        }
    }

    @Test
    void runnable_hasTheContextOfItsCaller() throws Exception {
        List<SpanContext> current = Collections.synchronizedList(new ArrayList<>());
        Span child = telemetry()
                .openTelemetry()
                .getTracer("suite")
                .spanBuilder("child")
                .startSpan();
        Handled.Handling handling = (request, response) -> {
            AsyncContext async = request.startAsync();
            async.start(() -> {
                current.add(Span.current().getSpanContext());
                try (Scope scope = Context.current().with(child).makeCurrent()) {
                    request.getAsyncContext().start(() -> {
                        current.add(Span.current().getSpanContext());
                        async.complete();
                    });
                }
            });
        };
        try (TracedServer server = deploy(handling)) {
            get(server, "/orders");

            assertThat(onlySpan().getName()).isEqualTo("GET /orders");
            assertThat(current).containsExactly(onlySpan().getSpanContext(), child.getSpanContext());
        }
    }

    @Test
    void runnable_ofACallerWithoutContextHasTheRequests() throws Exception {
        List<SpanContext> current = Collections.synchronizedList(new ArrayList<>());
        Handled.Handling handling = (request, response) -> {
            AsyncContext async = request.startAsync();
            new Thread(() -> async.start(() -> {
                        current.add(Span.current().getSpanContext());
                        async.complete();
                    }))
                    .start();
        };
        try (TracedServer server = deploy(handling)) {
            get(server, "/orders");

            assertThat(current).containsExactly(onlySpan().getSpanContext());
        }
    }

    @Test
    void span_ofATimeoutThatNobodyHandlesSaysSo() throws Exception {
        try (TracedServer server =
                deploy((request, response) -> request.startAsync().setTimeout(SOON_MILLIS))) {
            assertThat(get(server, "/orders")).isEqualTo(500);

            isOneSpanOf(500);
            assertThat(onlySpan().getStatus()).isEqualTo(StatusData.error());
            assertThat(onlySpan().getAttributes().get(stringKey("error.type"))).isEqualTo("timeout");
        }
    }

    @ParameterizedTest
    @CsvSource({"200,", "503,timeout"})
    void span_ofATimeoutAnsweredByTheApplicationHasItsStatus(int code, @Nullable String errorType) throws Exception {
        try (TracedServer server = deploy((request, response) -> {
            AsyncContext async = request.startAsync();
            async.setTimeout(SOON_MILLIS);
            async.addListener(new AnsweringTimeout(response, code));
        })) {
            assertThat(get(server, "/orders")).isEqualTo(code);

            isOneSpanOf(code);
            assertThat(onlySpan().getAttributes().get(stringKey("error.type"))).isEqualTo(errorType);
        }
    }

    @Test
    void span_ofAnExceptionAfterTheStartEndsOnceAndCarriesIt() throws Exception {
        Handled.Handling handling = (request, response) -> {
            request.startAsync();
            throw new UnsupportedOperationException("no orders today");
        };
        try (TracedServer server = deploy(handling)) {
            // A 500, or a closed connection: Tomcat 10.1 trips over this, with and without the filter. A POST, which is
            // not sent again.
            client.sendAsync(
                            request(server, "/orders")
                                    .POST(HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .handle((response, failure) -> true)
                    .join();

            assertThat(onlySpan().getAttributes().get(longKey("http.response.status_code")))
                    .isEqualTo(500);
            carriesTheException(onlySpan());
        }
    }

    @Test
    void span_ofAnExceptionInALaterDispatchCarriesIt() throws Exception {
        Handled.Handling handling = (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                request.startAsync().dispatch();
            } else {
                throw new UnsupportedOperationException("no orders today");
            }
        };
        try (TracedServer server = deploy(handling)) {
            assertThat(get(server, "/orders")).isEqualTo(500);

            isOneSpanOf(500);
            carriesTheException(onlySpan());
        }
    }

    static void carriesTheException(SpanData span) {
        assertThat(span.getStatus()).isEqualTo(StatusData.error());
        assertThat(span.getAttributes().get(stringKey("error.type")))
                .isEqualTo("java.lang.UnsupportedOperationException");
        assertThat(span.getEvents())
                .singleElement()
                .satisfies(event -> assertThat(event.getAttributes().get(stringKey("exception.message")))
                        .isEqualTo("no orders today"));
    }

    /** One span, of the request, with this status code. */
    final void isOneSpanOf(int code) {
        SpanData span = onlySpan();
        assertThat(span.getName()).isEqualTo("GET /orders");
        assertThat(span.getAttributes().get(longKey("http.response.status_code")))
                .isEqualTo(code);
    }

    /** An application's own answer to a timeout. */
    private record AnsweringTimeout(HttpServletResponse response, int code) implements AsyncListener {
        @Override
        public void onTimeout(AsyncEvent event) {
            response.setStatus(code);
            event.getAsyncContext().complete();
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
