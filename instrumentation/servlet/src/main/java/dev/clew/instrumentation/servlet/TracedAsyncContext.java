package dev.clew.instrumentation.servlet;

import io.opentelemetry.context.Context;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

/** An asynchronous context whose runnables have the request's context as their current one. It passes everything else on. */
final class TracedAsyncContext implements AsyncContext {
    private final AsyncContext asyncContext;
    private final ServletExchange exchange;

    TracedAsyncContext(AsyncContext asyncContext, ServletExchange exchange) {
        this.asyncContext = asyncContext;
        this.exchange = exchange;
    }

    /** Starts it with the caller's context, which may have a span below the server's, or with the request's where the caller has none. */
    @Override
    @SuppressWarnings("ReferenceEquality") // there is one root
    public void start(Runnable run) {
        Context current = Context.current();
        asyncContext.start((current == Context.root() ? exchange.context() : current).wrap(run));
    }

    @Override
    public ServletRequest getRequest() {
        return asyncContext.getRequest();
    }

    @Override
    public ServletResponse getResponse() {
        return asyncContext.getResponse();
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return asyncContext.hasOriginalRequestAndResponse();
    }

    @Override
    public void dispatch() {
        asyncContext.dispatch();
    }

    @Override
    public void dispatch(String path) {
        asyncContext.dispatch(path);
    }

    @Override
    public void dispatch(ServletContext context, String path) {
        asyncContext.dispatch(context, path);
    }

    @Override
    public void complete() {
        asyncContext.complete();
    }

    @Override
    public void addListener(AsyncListener listener) {
        asyncContext.addListener(listener);
    }

    @Override
    public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
        asyncContext.addListener(listener, request, response);
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        return asyncContext.createListener(type);
    }

    @Override
    public void setTimeout(long timeoutMillis) {
        asyncContext.setTimeout(timeoutMillis);
    }

    @Override
    public long getTimeout() {
        return asyncContext.getTimeout();
    }
}
