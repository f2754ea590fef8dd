package dev.clew.instrumentation.jdkhttp;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import dev.clew.instrumentation.http.HttpServerSpans;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.IOException;

/** The span of a request around the rest of the chain. Threads: any. */
final class TracingFilter extends Filter {
    private final HttpServerSpans<HttpExchange, HttpExchange> spans;

    TracingFilter(OpenTelemetry openTelemetry) {
        this.spans = new HttpServerSpans<>(openTelemetry, "dev.clew.jdk-http", new HttpExchangeAdapter());
    }

    @Override
    public String description() {
        return "traces requests";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        Context context = spans.start(Context.current(), exchange);
        if (context == null) {
            chain.doFilter(exchange);
            return;
        }
        SpanEnd end = new SpanEnd(spans, context, exchange);
        try (Scope scope = context.makeCurrent()) {
            // Handlers tell HTTP from HTTPS by the exchange's class, which a wrapper would hide.
            chain.doFilter(exchange instanceof HttpsExchange ? exchange : new TracedExchange(exchange, end));
        } catch (Throwable error) {
            end.threw(error);
            throw error;
        }
        if (exchange instanceof HttpsExchange) {
            end.answered();
        }
        end.returned();
    }
}
