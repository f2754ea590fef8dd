package dev.clew.instrumentation.jdkhttp;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import dev.clew.instrumentation.http.HttpServerOptions;
import dev.clew.instrumentation.http.HttpServerSpans;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.IOException;

/** The span of a request around the rest of the chain. Threads: any. */
final class TracingFilter extends Filter {
    private final HttpServerSpans<HttpExchange, ExchangeSpan> spans;

    TracingFilter(OpenTelemetry openTelemetry, HttpServerOptions options) {
        this.spans = new HttpServerSpans<>(openTelemetry, "dev.clew.jdk-http", new HttpExchangeAdapter(), options);
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
        ExchangeSpan span = new ExchangeSpan(spans, context, exchange);
        spans.respond(context, span);
        try (Scope scope = context.makeCurrent()) {
            chain.doFilter(
                    exchange instanceof HttpsExchange https
                            ? new TracedHttpsExchange(https, span)
                            : new TracedExchange(exchange, span));
        } catch (Throwable error) {
            span.threw(error);
            throw error;
        }
        span.returned();
    }
}
