package dev.clew.instrumentation.servlet;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.clew.instrumentation.http.HttpServerOptions;
import dev.clew.instrumentation.http.contract.HttpServerFixture.TracedServer;
import dev.clew.instrumentation.http.contract.Telemetry;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterConfig;
import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Routes, sizes and settings, on both containers. */
class TracingFilterTest {
    private static final Handled OK = new Handled((request, response) -> response.setStatus(204));

    private final Telemetry telemetry = Telemetry.standard(Sampler.alwaysOn());

    static Stream<Container> containers() {
        return Stream.of(new TomcatContainer(), new JettyContainer());
    }

    static Stream<Arguments> mappings() {
        return containers()
                .flatMap(container -> Stream.of(
                        Arguments.of(container, "/orders", "/shop/orders", "GET /shop/orders"),
                        Arguments.of(container, "/orders/*", "/shop/orders/7", "GET /shop/orders/*"),
                        Arguments.of(container, "*.do", "/shop/a/b.do", "GET /shop/*.do"),
                        Arguments.of(container, "", "/shop/", "GET /shop/"),
                        Arguments.of(container, "/", "/shop/anything", "GET")));
    }

    @AfterEach
    void closeTelemetry() {
        telemetry.close();
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void route_isTheMappingBelowTheApplication(Container container, String pattern, String path, String name)
            throws Exception {
        Application application = application().contextPath("/shop").servlet(pattern, OK);
        try (TracedServer server = container.start(application)) {
            get(server, path);

            assertThat(onlySpan().getName()).isEqualTo(name);
            String route = onlySpan().getAttributes().get(stringKey("http.route"));
            assertThat("GET" + (route == null ? "" : " " + route)).isEqualTo(name);
        }
    }

    @ParameterizedTest
    @MethodSource("containers")
    void route_isWhatTheHandlerSays(Container container) throws Exception {
        Application application = application().servlet("/orders/*", new Handled((request, response) -> {
            TracingFilter.route(request, "/orders/{id}");
            TracingFilter.route(request, null);
            TracingFilter.route(null, "/nothing");
        }));
        try (TracedServer server = container.start(application)) {
            get(server, "/orders/7");

            assertThat(onlySpan().getName()).isEqualTo("GET /orders/{id}");
            assertThat(onlySpan().getAttributes().get(stringKey("http.route"))).isEqualTo("/orders/{id}");
        }
    }

    @ParameterizedTest
    @MethodSource("containers")
    void route_isWhatTheHookFinds(Container container) throws Exception {
        Filter filter = new TracingFilter(telemetry.openTelemetry(), HttpServerOptions.defaults(), request ->
                (String) request.getAttribute("matched"));
        Application application = new Application().filter(filter).servlet("/*", new Handled((request, response) -> {
            request.setAttribute("matched", "/orders/{id}");
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                request.startAsync().dispatch();
            }
        }));
        try (TracedServer server = container.start(application)) {
            get(server, "/orders/7");

            assertThat(onlySpan().getName()).isEqualTo("GET /orders/{id}");
        }
    }

    @ParameterizedTest
    @MethodSource("containers")
    void request_survivesAThrowingHook(Container container) throws Exception {
        Filter filter = new TracingFilter(telemetry.openTelemetry(), HttpServerOptions.defaults(), request -> {
            throw new IllegalStateException("thrown by the hook");
        });
        try (TracedServer server =
                container.start(new Application().filter(filter).servlet("/orders", OK))) {
            assertThat(get(server, "/orders")).isEqualTo(204);
            assertThat(onlySpan().getName()).isEqualTo("GET /orders");
        }
    }

    @ParameterizedTest
    @MethodSource("containers")
    void path_losesTheIdOfTheSession(Container container) throws Exception {
        try (TracedServer server = container.start(application().servlet("/orders/*", OK))) {
            get(server, "/orders/7;jsessionid=0A1B2C3D?a=b");

            assertThat(onlySpan().getAttributes().get(stringKey("url.path")))
                    .isEqualTo("/orders/7;jsessionid=REDACTED");
        }
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,10", "ISO-8859-1,6", "UTF-16BE,12"})
    void bodySize_ofTextIsThatOfItsBytes(String charset, int bytes) throws Exception {
        for (Container container : containers().toList()) {
            assertThat(bodySize(container, new Handled((request, response) -> {
                        response.setCharacterEncoding(charset);
                        PrintWriter writer = response.getWriter();
                        writer.print("d\u00e9j\u00e0");
                        writer.write("\u20ac!", 0, 2);
                        assertThat(writer.checkError()).isFalse();
                    })))
                    .as("%s", container)
                    .isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @MethodSource("containers")
    void bodySize_isOfWhatIsLeftAfterAReset(Container container) throws Exception {
        assertThat(bodySize(container, new Handled((request, response) -> {
                    Handled.write(response, "thrown away");
                    response.resetBuffer();
                    Handled.write(response, "thrown away too");
                    response.reset();
                    response.getWriter().write("kept");
                })))
                .isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("containers")
    void bodySize_ofAnErrorPageOfTheContainerIsNotKnown(Container container) throws Exception {
        assertThat(bodySize(container, new Handled((request, response) -> response.sendError(404))))
                .isNull();
    }

    @ParameterizedTest
    @MethodSource("containers")
    void filter_madeByTheContainerUsesTheGlobalAndItsInitParameters(Container container) throws Exception {
        TracingFilter filter = new TracingFilter();
        GlobalOpenTelemetry.resetForTest();
        GlobalOpenTelemetry.set(telemetry.openTelemetry());
        try {
            filter.init(config(Map.of("captureRequestHeaders", "User-Agent, X-Tenant,", "bodySizes", "true")));
        } finally {
            GlobalOpenTelemetry.resetForTest();
        }
        Application application = new Application()
                .filter(filter)
                .servlet("/orders", new Handled((request, response) -> Handled.write(response, "tea")));
        try (TracedServer server = container.start(application)) {
            get(server, "/orders");

            assertThat(onlySpan().getAttributes().get(stringArrayKey("http.request.header.user-agent")))
                    .containsExactly("suite/1");
            assertThat(onlySpan().getAttributes().get(longKey("http.response.body.size")))
                    .isEqualTo(3);
        }
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without null checks may pass
    void null_isRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TracingFilter(null))
                .withMessage("openTelemetry must not be null: openTelemetry=null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TracingFilter(telemetry.openTelemetry(), null))
                .withMessage("options must not be null: options=null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TracingFilter(telemetry.openTelemetry(), HttpServerOptions.defaults(), null))
                .withMessage("routes must not be null: routes=null");
    }

    private @Nullable Long bodySize(Container container, Handled servlet) throws Exception {
        int before = telemetry.finishedSpans().size();
        Filter filter = new TracingFilter(
                telemetry.openTelemetry(),
                HttpServerOptions.builder().bodySizes(true).build());
        try (TracedServer server =
                container.start(new Application().filter(filter).servlet("/orders", servlet))) {
            get(server, "/orders");
            await().pollDelay(Duration.ZERO)
                    .untilAsserted(() -> assertThat(telemetry.finishedSpans()).hasSize(before + 1));
            return telemetry.finishedSpans().get(before).getAttributes().get(longKey("http.response.body.size"));
        }
    }

    private Application application() {
        return new Application().filter(new TracingFilter(telemetry.openTelemetry()));
    }

    private static FilterConfig config(Map<String, String> parameters) {
        return (FilterConfig) Proxy.newProxyInstance(
                FilterConfig.class.getClassLoader(),
                new Class<?>[] {FilterConfig.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getInitParameter") ? parameters.get((String) arguments[0]) : null);
    }

    private static int get(TracedServer server, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                .header("User-Agent", "suite/1")
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private SpanData onlySpan() {
        await().pollDelay(Duration.ZERO)
                .untilAsserted(() -> assertThat(telemetry.finishedSpans()).hasSize(1));
        return telemetry.finishedSpans().get(0);
    }
}
