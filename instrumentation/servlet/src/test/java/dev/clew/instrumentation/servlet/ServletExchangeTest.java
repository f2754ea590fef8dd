package dev.clew.instrumentation.servlet;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.http.HttpServerOptions;
import dev.clew.instrumentation.http.HttpServerSpans;
import dev.clew.instrumentation.http.contract.Telemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What no container can be made to do. */
class ServletExchangeTest {
    private final Telemetry telemetry = Telemetry.standard(Sampler.alwaysOn());
    private final HttpServletRequest request = fake(
            HttpServletRequest.class,
            Map.of(
                    "getMethod", "GET",
                    "getScheme", "http",
                    "getProtocol", "HTTP/2.0",
                    "getHeaders", Collections.emptyEnumeration(),
                    "getRemotePort", 4711));
    private final HttpServletResponse response =
            fake(HttpServletResponse.class, Map.of("getStatus", 200, "isCommitted", false));

    @AfterEach
    void closeTelemetry() {
        telemetry.close();
    }

    @Test
    void span_endsAtOnceWhereTheContainerTakesNoListener() {
        ServletExchange exchange = exchange();
        exchange.listenTo(() -> {
            throw new IllegalStateException("too late");
        });

        assertThat(telemetry.finishedSpans()).hasSize(1);
    }

    @Test
    void protocolVersion_ofHttp2IsWithoutItsMinor() {
        assertThat(new HttpServletAdapter().protocolVersion(request)).isEqualTo("2");
        assertThat(new HttpServletAdapter()
                        .protocolVersion(fake(HttpServletRequest.class, Map.of("getProtocol", "ajp"))))
                .isNull();
    }

    @Test
    void route_ofARequestWithoutMappingIsNone() {
        assertThat(new HttpServletAdapter().route(request)).isNull();
    }

    private ServletExchange exchange() {
        HttpServerSpans<HttpServletRequest, ServletExchange> spans = new HttpServerSpans<>(
                telemetry.openTelemetry(), "test", new HttpServletAdapter(), HttpServerOptions.defaults());
        Context context = requireNonNull(spans.start(Context.root(), request));
        return new ServletExchange(spans, context, request, response);
    }

    /** Answers what it was given, by method, and null otherwise. */
    private static <T> T fake(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.get(method.getName())));
    }
}
