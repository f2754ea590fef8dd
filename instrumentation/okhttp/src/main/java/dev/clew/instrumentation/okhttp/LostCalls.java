package dev.clew.instrumentation.okhttp;

import dev.clew.instrumentation.http.HttpClientCall;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Ends the spans of responses that were dropped without being closed. The garbage collector finds them, and the next call of
 * the same client ends their spans: no thread waits for it.
 *
 * <p>Threads: any. Allocates: one reference for each response whose body is still open when the application gets it.
 */
final class LostCalls {
    private final ReferenceQueue<CallTrace> collected = new ReferenceQueue<>();
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

    /** Watches over a trace that OkHttp's call holds, and nobody else; {@code call} must not lead to it. */
    Watch watch(CallTrace trace, HttpClientCall<Response> call) {
        Watch watch = new Watch(trace, call);
        watches.add(watch);
        return watch;
    }

    /** Ends what was found since the last time. */
    void sweep() {
        for (Object found = collected.poll(); found != null; found = collected.poll()) {
            ((Watch) found).found();
        }
    }

    /** One response that is not closed yet. */
    final class Watch extends PhantomReference<CallTrace> {
        private final HttpClientCall<Response> call;

        private Watch(CallTrace trace, HttpClientCall<Response> call) {
            super(trace, collected);
            this.call = call;
        }

        private void found() {
            watches.remove(this);
            call.endUnclosed();
        }

        /** Nothing is lost: it was closed. */
        void stop() {
            watches.remove(this);
            clear();
        }
    }

    static void stop(@Nullable Watch watch) {
        if (watch != null) {
            watch.stop();
        }
    }
}
