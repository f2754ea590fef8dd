package dev.clew.sdk.export;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One flush over several destinations: succeeds when each has delivered everything, fails when any lost a span. Threads: any.
 */
public final class Flush {
    private final CompletableResultCode result;
    private final AtomicInteger open;
    private final AtomicBoolean lost = new AtomicBoolean();

    /** A flush that waits for so many destinations; with none it succeeds at once. */
    public Flush(int destinations, CompletableResultCode result) {
        this.result = result;
        this.open = new AtomicInteger(destinations);
        if (destinations == 0) {
            result.succeed();
        }
    }

    /** One destination is through; to be called once by each. */
    void done(boolean everythingDelivered) {
        if (!everythingDelivered) {
            lost.set(true);
        }
        if (open.decrementAndGet() == 0) {
            if (lost.get()) {
                result.fail();
            } else {
                result.succeed();
            }
        }
    }
}
