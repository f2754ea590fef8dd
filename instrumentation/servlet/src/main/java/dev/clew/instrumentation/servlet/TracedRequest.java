package dev.clew.instrumentation.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/** A request whose asynchronous processing belongs to the span, and has its context. Threads: those of the request. */
final class TracedRequest extends HttpServletRequestWrapper {
    private final ServletExchange exchange;

    private TracedRequest(ServletExchange exchange, HttpServletRequest request) {
        super(request);
        this.exchange = exchange;
    }

    /** The request itself, where it can never become asynchronous, or is a traced one already. */
    static HttpServletRequest of(ServletExchange exchange, HttpServletRequest request) {
        boolean traced = request instanceof ServletRequestWrapper wrapper && wrapper.isWrapperFor(TracedRequest.class);
        return traced || !request.isAsyncSupported() ? request : new TracedRequest(exchange, request);
    }

    @Override
    public AsyncContext startAsync() {
        return traced(super.startAsync());
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return traced(super.startAsync(request, response));
    }

    @Override
    public AsyncContext getAsyncContext() {
        return new TracedAsyncContext(super.getAsyncContext(), exchange);
    }

    private AsyncContext traced(AsyncContext started) {
        exchange.listenTo(() -> started);
        return new TracedAsyncContext(started, exchange);
    }
}
