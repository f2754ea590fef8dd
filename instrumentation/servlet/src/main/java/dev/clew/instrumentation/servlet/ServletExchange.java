package dev.clew.instrumentation.servlet;

import dev.clew.instrumentation.http.HttpServerSpans;
import io.opentelemetry.context.Context;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request and its response on their way through the container, which may dispatch them several times. The span ends once:
 * with the first dispatch, or, where that started asynchronous processing, when the container says that it is complete; and in
 * any case with a dispatch that throws.
 *
 * <p>Threads: one at a time handles the request, the container's or one of the application; what they tell is volatile.
 */
final class ServletExchange implements AsyncListener {
    static final String ATTRIBUTE = "dev.clew.instrumentation.servlet.exchange";

    private final HttpServerSpans<HttpServletRequest, ServletExchange> spans;
    private final Context context;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final AtomicBoolean listening = new AtomicBoolean();
    private final AtomicLong writtenBytes = new AtomicLong();
    private volatile @Nullable Throwable error;
    private volatile boolean timedOut;

    ServletExchange(
            HttpServerSpans<HttpServletRequest, ServletExchange> spans,
            Context context,
            HttpServletRequest request,
            HttpServletResponse response) {
        this.spans = spans;
        this.context = context;
        this.request = request;
        this.response = response;
    }

    /** The exchange that a request belongs to, or null when it has none yet. */
    static @Nullable ServletExchange of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof ServletExchange exchange ? exchange : null;
    }

    Context context() {
        return context;
    }

    HttpServletRequest request() {
        return request;
    }

    HttpServletResponse response() {
        return response;
    }

    /** What the application threw, or the container told its listeners; null when nothing went wrong that way. */
    @Nullable
    Throwable error() {
        return error;
    }

    boolean timedOut() {
        return timedOut;
    }

    /** The bytes that the application has written, for those who count them; negative when others wrote too. */
    AtomicLong writtenBytes() {
        return writtenBytes;
    }

    /** Names the span after what the application's hook finds. */
    void findRoute(Supplier<? extends @Nullable String> route) {
        spans.findRoute(context, route);
    }

    /** A dispatch is through, with this exception or with null. */
    void dispatched(HttpServletRequest dispatched, @Nullable Throwable thrown) {
        if (thrown != null) {
            error = error == null ? rootCause(thrown) : error;
            end(); // also what has become asynchronous: Tomcat 10.1 then tells its listeners nothing
        } else if (dispatched.isAsyncStarted()) {
            listenTo(dispatched::getAsyncContext);
        } else if (dispatched.getDispatcherType() == DispatcherType.REQUEST) {
            end();
        }
    }

    /** Hears of the end of asynchronous processing, and of each restart of it. Where the container refuses, the span ends now. */
    void listenTo(Supplier<AsyncContext> asyncContext) {
        if (listening.compareAndSet(false, true)) {
            addTo(asyncContext);
        }
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        addTo(event::getAsyncContext); // the container forgets its listeners when processing starts again
    }

    private void addTo(Supplier<AsyncContext> asyncContext) {
        try {
            asyncContext.get().addListener(this);
        } catch (IllegalStateException tooLate) {
            end();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        timedOut = true;
    }

    @Override
    public void onError(AsyncEvent event) {
        if (error == null && event.getThrowable() != null) {
            error = rootCause(event.getThrowable()); // a wrapper of what a dispatch threw, where it threw
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        end();
    }

    private void end() {
        spans.end(context, this, error);
    }

    /** What the container looks for its error page by. */
    private static Throwable rootCause(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof ServletException wrapper && wrapper.getRootCause() != null) {
            cause = wrapper.getRootCause();
        }
        return cause;
    }
}
