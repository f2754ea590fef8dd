package dev.clew.sdk.trace;

import dev.clew.sdk.telemetry.Incidents;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A thread for calls to one plugin that may take long: they run in order, and whoever asks for one goes on at once.
 *
 * <p>A call that throws or answers null is reported and fails. Threads: any asks; the daemon thread lives while there are calls
 * and a second longer. When full: past 64 waiting calls, a new one fails.
 */
final class PluginThread {
    private static final int MAX_WAITING = 64;

    private final ThreadPoolExecutor thread;
    private final Incidents incidents;

    PluginThread(String name, Incidents incidents) {
        this.incidents = incidents;
        this.thread =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_WAITING), task -> {
                    Thread created = new Thread(task, name);
                    created.setDaemon(true);
                    created.setContextClassLoader(null);
                    return created;
                });
        thread.allowCoreThreadTimeOut(true);
    }

    /**
     * Calls the plugin; completes when its own result does.
     *
     * @param failure what to report when it throws or answers null
     */
    CompletableResultCode call(String failure, Supplier<@Nullable CompletableResultCode> call) {
        CompletableResultCode result = new CompletableResultCode();
        try {
            thread.execute(() -> run(failure, call, result));
        } catch (RejectedExecutionException tooMany) {
            incidents.report(failure, "an earlier call has not returned", 1, null);
            result.fail();
        }
        return result;
    }

    private void run(String failure, Supplier<@Nullable CompletableResultCode> call, CompletableResultCode result) {
        try {
            CompletableResultCode answer = call.get();
            if (answer != null) {
                answer.whenComplete(() -> {
                    if (answer.isSuccess()) {
                        result.succeed();
                    } else {
                        result.fail();
                    }
                });
                return;
            }
            incidents.report(failure, "it answered null", 1, null);
        } catch (Throwable thrown) {
            incidents.report(failure, thrown);
        }
        result.fail();
    }
}
