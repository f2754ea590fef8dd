package dev.clew.sdk.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls to one plugin on a thread of its own, one after the other: a plugin that blocks delays its own calls and nobody else.
 *
 * <p>The thread, a daemon, starts with the first call and ends a second after the last. Threads: any. When full: the call is
 * not made, and that is reported.
 */
public final class Sideline {
    private static final int MAX_WAITING = 1_000;

    private final ThreadPoolExecutor thread;
    private final String plugin;
    private final Incidents incidents;

    /**
     * A sideline for one plugin.
     *
     * @param plugin names it in log lines
     */
    public Sideline(String threadName, String plugin, Incidents incidents) {
        this.plugin = plugin;
        this.incidents = incidents;
        this.thread =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_WAITING), task -> {
                    Thread created = new Thread(null, task, threadName, 0, false);
                    created.setDaemon(true);
                    created.setContextClassLoader(null);
                    return created;
                });
        thread.allowCoreThreadTimeOut(true);
    }

    /** Makes the call later; what it throws is reported. */
    public void run(String what, Runnable call) {
        var unused = call(what, () -> {
            call.run();
            return CompletableResultCode.ofSuccess();
        });
    }

    /** Makes the call later; the result is the plugin's, and a failure when it throws, answers null, or was not called. */
    public CompletableResultCode call(String what, Supplier<@Nullable CompletableResultCode> call) {
        CompletableResultCode result = new CompletableResultCode();
        try {
            thread.execute(() -> answer(result, what, call));
        } catch (RejectedExecutionException full) {
            incidents.report(plugin + " does not come back from its calls; not called in " + what, null);
            result.fail();
        } catch (Throwable noThread) {
            incidents.report(plugin + " is not called in " + what + ": no thread starts", noThread);
            result.fail();
        }
        return result;
    }

    private void answer(CompletableResultCode result, String what, Supplier<@Nullable CompletableResultCode> call) {
        CompletableResultCode answered;
        try {
            answered = call.get();
        } catch (Throwable thrown) {
            incidents.report(plugin + " failed in " + what, thrown);
            result.fail();
            return;
        }
        if (answered == null) {
            incidents.report(plugin + " answered null in " + what, null);
            result.fail();
            return;
        }
        answered.whenComplete(() -> {
            if (answered.isSuccess()) {
                result.succeed();
            } else {
                result.fail();
            }
        });
    }
}
