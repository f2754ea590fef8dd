package dev.clew.sdk.telemetry;

import io.opentelemetry.api.impl.InstrumentationUtil;

/** Hides our own requests from instrumentation, where the API can say so: since 1.63. */
public final class Suppression {
    private static final boolean KNOWN = isKnown();

    private Suppression() {}

    /** Runs the task now; what it calls makes no spans, if the API can say so. */
    public static void run(Runnable task) {
        if (KNOWN) {
            InstrumentationUtil.suppressInstrumentation(task);
        } else {
            task.run();
        }
    }

    private static boolean isKnown() {
        try {
            Class.forName("io.opentelemetry.api.impl.InstrumentationUtil");
            return true;
        } catch (ClassNotFoundException olderApi) {
            return false;
        }
    }
}
