package dev.clew.sampler.jaeger;

import io.opentelemetry.api.impl.InstrumentationUtil;

/** Runs what makes no spans of its own, where the API can say so: since 1.63. */
final class Suppression {
    private static final boolean KNOWN = isKnown();

    private Suppression() {}

    static void run(Runnable task) {
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
