package dev.clew.sdk.trace;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Says at FINE what a caller did that came to nothing, and where: a null key, a change after the end. The API never throws, so
 * this is the only trace that a mistake leaves.
 *
 * <p>Threads: any. Allocates: nothing while FINE is off.
 */
final class Misuse {
    private static final Logger LOGGER = Logger.getLogger(Misuse.class.getName());
    private static final StackWalker FRAMES = StackWalker.getInstance();

    private Misuse() {}

    /** Says what was ignored, or taken for something else. Not to be called under a span's lock: a log handler is foreign code. */
    static void report(String what) {
        if (LOGGER.isLoggable(Level.FINE)) {
            try {
                LOGGER.fine(what + ", at " + caller());
            } catch (Throwable ignored) {
                // The application's log handler failed: nobody is left to tell.
            }
        }
    }

    /** Says that a span had ended, or was being ended by another thread, when it was to be changed. */
    static void afterEnd(String change) {
        if (LOGGER.isLoggable(Level.FINE)) {
            report(change + " ignored: the span has ended, or another thread is ending it");
        }
    }

    private static String caller() {
        return FRAMES.walk(frames -> frames.filter(frame -> isOfTheApplication(frame.getClassName()))
                .findFirst()
                .map(Object::toString)
                .orElse("an unknown place"));
    }

    private static boolean isOfTheApplication(String className) {
        return !className.startsWith("dev.clew.sdk.trace.") && !className.startsWith("io.opentelemetry.");
    }
}
