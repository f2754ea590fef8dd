package dev.clew.sdk.export;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One flush over several destinations: succeeds when each has delivered everything, fails when a span was lost. Threads: any.
 */
public final class Flush {
    private final CompletableResultCode result;
    private final AtomicInteger open;
    private final AtomicBoolean lost;

    /**
     * A flush that waits for so many destinations; with none it is through at once.
     *
     * @param lostBefore a span was lost before, and nobody has been told yet
     */
    public Flush(int destinations, boolean lostBefore, CompletableResultCode result) {
        this.result = result;
        this.open = new AtomicInteger(destinations);
        this.lost = new AtomicBoolean(lostBefore);
        if (destinations == 0) {
            complete();
        }
    }

    /** One destination is through; to be called once by each. */
    void done(boolean everythingDelivered) {
        if (!everythingDelivered) {
            lost.set(true);
        }
        if (open.decrementAndGet() == 0) {
            complete();
        }
    }

    private void complete() {
        if (lost.get()) {
            result.fail();
        } else {
            result.succeed();
        }
    }
}
