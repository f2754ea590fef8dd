package dev.clew.sdk;

import dev.clew.sdk.telemetry.Incidents;
import dev.clew.sdk.trace.ClewTracerProvider;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What an SDK does when something happens to its process: it closes when the process exits, lets go of connections before a
 * checkpoint, and makes other ids in each process that is restored from it.
 *
 * <p>Threads: any. After {@link #end} the process holds nothing of the SDK.
 */
final class ProcessLife implements Checkpoints.Listener {
    private static final long FLUSH_TIMEOUT_SECONDS = 5;
    private static final long PAUSE_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ClewTracerProvider provider;
    private final Pipeline pipeline;
    private @Nullable ClewSdk sdk;
    private @Nullable Thread atExit;

    @SuppressWarnings("UnusedVariable") // held: who makes checkpoints knows it weakly
    private @Nullable Object registration;

    ProcessLife(ClewTracerProvider provider, Pipeline pipeline) {
        this.provider = provider;
        this.pipeline = pipeline;
    }

    synchronized void watchCheckpoints(ClewSdk begun, Incidents incidents) {
        sdk = begun;
        registration = Checkpoints.watch(this, incidents);
    }

    synchronized void closeAtExit(ClewSdk begun) {
        // Without the thread locals and the class loader of whoever builds the SDK.
        Thread hook = new Thread(null, begun::close, "clew-exit", 0, false);
        hook.setContextClassLoader(null);
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            atExit = hook;
        } catch (IllegalStateException exiting) {
            // An SDK that is built while the process exits: too late for a hook, and no reason for the
            // application to fail.
        }
    }

    /** To be called when everything is sent and not before: until then an exit has to wait for it. */
    synchronized void end() {
        sdk = null;
        registration = null;
        if (atExit != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(atExit);
            } catch (IllegalStateException exiting) {
                // It is this very hook that ends the SDK.
            }
            atExit = null;
        }
    }

    private synchronized @Nullable ClewSdk running() {
        return sdk;
    }

    /** Sends what is held, so that not every copy of the process does, and then nothing until {@link #afterRestore}. */
    @Override
    public void beforeCheckpoint() {
        ClewSdk running = running();
        if (running != null) {
            running.forceFlush().join(FLUSH_TIMEOUT_SECONDS, TimeUnit.SECONDS);
            pipeline.pause(PAUSE_TIMEOUT_NANOS);
        }
    }

    @Override
    public void afterRestore() {
        try {
            provider.restored();
        } finally {
            pipeline.resume();
        }
    }
}
