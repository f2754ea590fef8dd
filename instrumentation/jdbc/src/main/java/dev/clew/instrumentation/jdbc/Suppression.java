package dev.clew.instrumentation.jdbc;

import io.opentelemetry.api.impl.InstrumentationUtil;
import io.opentelemetry.context.Context;

/** Asks whether somebody wants no spans of a call, as exporters do for their own. The API answers that since 1.63. */
final class Suppression {
    private static final boolean KNOWN = isKnown();

    private Suppression() {}

    static boolean isOn(Context context) {
        return KNOWN && InstrumentationUtil.shouldSuppressInstrumentation(context);
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
