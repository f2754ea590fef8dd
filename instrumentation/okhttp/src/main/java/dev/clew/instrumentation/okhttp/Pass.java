package dev.clew.instrumentation.okhttp;

import dev.clew.instrumentation.http.HttpClientCall;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One trip of a call through the interceptor, which has one span. There are several where another interceptor tries again.
 *
 * <p>It ends when the interceptor has returned and the body is read or closed, in either order; when the trip fails; and at the
 * latest with the call. Threads: any.
 */
final class Pass {
    private static final int BODY_OPEN = 1;
    private static final int RETURNED = 2;

    private final HttpClientCall<Response> span;
    private final @Nullable PhaseEvents events;
    private final AtomicInteger state = new AtomicInteger();

    // Written by the thread that runs the call.
    private volatile @Nullable Throwable failure;
    private volatile LostCalls.@Nullable Watch watch;
    private volatile boolean left;
    private int resends;

    Pass(HttpClientCall<Response> span, Phases detail) {
        this.span = span;
        this.events = detail != Phases.NONE && span.isRecording() ? new PhaseEvents(span, detail) : null;
    }

    HttpClientCall<Response> span() {
        return span;
    }

    /** Null when nobody wants to know. */
    @Nullable
    PhaseEvents events() {
        return events;
    }

    void resent() {
        span.resent(++resends);
    }

    /** Whether the interceptor has let the call go: with its response, or what was thrown. */
    boolean hasLeft() {
        return left;
    }

    boolean isBodyOpen() {
        return (state.get() & BODY_OPEN) != 0;
    }

    void bodyOpened() {
        state.getAndUpdate(before -> before | BODY_OPEN);
    }

    void bodyClosed() {
        if (closesReturned()) {
            end(null);
        }
    }

    void bodyFailed(Throwable error) {
        if (closesReturned()) {
            fail(error);
        }
    }

    /** The interceptor hands out its response. {@code trace} is null when nobody will tell of the body's end. */
    void returned(Response response, @Nullable CallTrace trace, LostCalls lost) {
        left = true;
        span.responded(response);
        if (trace != null && isBodyOpen()) {
            watch = lost.watch(trace, span);
        }
        int before = state.getAndUpdate(now -> now | RETURNED);
        if (trace == null || (before & BODY_OPEN) == 0) {
            end(null);
        }
    }

    /**
     * The trip failed. That of a canceled call fails with {@code Canceled}, which is no reason: the reason, a timeout say, comes with
     * the call's own failure, right behind.
     */
    void failed(Throwable error, @Nullable CallTrace trace, LostCalls lost) {
        left = true;
        if (trace != null && span.isCanceled()) {
            watch = lost.watch(trace, span);
        }
        if (trace == null) {
            end(error);
        } else {
            fail(error);
        }
    }

    /** The last word: nothing more happens, and what had failed has failed for that. */
    void over() {
        end(failure);
    }

    void end(@Nullable Throwable error) {
        LostCalls.stop(watch);
        span.end(error);
    }

    private void fail(Throwable error) {
        if (span.isCanceled()) {
            failure = error;
        } else {
            end(error);
        }
    }

    private boolean closesReturned() {
        return state.getAndUpdate(before -> before & ~BODY_OPEN) == (BODY_OPEN | RETURNED);
    }
}
