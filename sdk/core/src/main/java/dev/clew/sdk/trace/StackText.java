package dev.clew.sdk.trace;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An exception's stack trace that is not text yet. What {@code printStackTrace} would print, but for the frames, is taken at
 * once: what the exception says of itself, its causes and what it suppressed. The frames are read by {@link #render}.
 *
 * <p>So an exception's own methods are called by {@link #of} alone, and what is added to it later does not show; only frames set
 * later do. Threads: immutable; reading frames takes the exception's monitor, as {@code getStackTrace} does.
 */
final class StackText {
    // More of them are printed at once: a chain without an end must not be followed for ever.
    private static final int MOST_EXCEPTIONS = 256;
    // UTF-16 units of first lines that are kept; of one that says more, the text is made, cut and counted at once.
    private static final int MOST_KEPT = 8 * 1024;
    private static final int USUAL_LENGTH = 4096;
    private static final String LINE_END = System.lineSeparator();

    private static final ClassValue<Boolean> PRINTS_ITSELF = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            try {
                return isOwn(type.getMethod("getStackTrace"))
                        || isOwn(type.getMethod("printStackTrace", PrintWriter.class));
            } catch (ReflectiveOperationException | LinkageError unknown) {
                return true;
            }
        }

        private static boolean isOwn(Method method) {
            return method.getDeclaringClass() != Throwable.class;
        }
    };

    /**
     * One exception among its causes and what it suppressed.
     *
     * @param heading its first line
     * @param prefix of its other lines
     * @param enclosing place of the exception whose cause this is, or that suppressed it; -1 for the first
     * @param thrown null for one that was printed before
     */
    private record Part(
            String heading,
            String prefix,
            int enclosing,
            @Nullable Throwable thrown) {}

    private final List<Part> parts = new ArrayList<>(2);
    private int kept;

    private StackText() {}

    /** The exception as it is now; null for one that is to be {@link #printed} at once: it says itself what its stack trace is. */
    static @Nullable StackText of(Throwable exception) {
        StackText text = new StackText();
        try {
            return text.add("", "", -1, exception, null) ? text : null;
        } catch (StackOverflowError deep) {
            return null;
        }
    }

    // In the order of printStackTrace, which prints an exception once and then refers to it.
    private boolean add(
            String prefix, String caption, int enclosing, Throwable thrown, @Nullable Set<Throwable> before) {
        if (PRINTS_ITSELF.get(thrown.getClass()) || parts.size() == MOST_EXCEPTIONS) {
            return false;
        }
        String says = says(thrown);
        kept += says.length();
        if (kept > MOST_KEPT) {
            return false;
        }
        if (before != null && !before.add(thrown)) {
            parts.add(new Part(prefix + caption + "[CIRCULAR REFERENCE: " + says + "]", prefix, enclosing, null));
            return true;
        }
        int place = parts.size();
        parts.add(new Part(enclosing < 0 ? says : prefix + caption + says, prefix, enclosing, thrown));
        Throwable[] suppressed = thrown.getSuppressed();
        Throwable cause = cause(thrown);
        if (suppressed.length == 0 && cause == null) {
            return true;
        }
        Set<Throwable> seen = before != null ? before : setOf(thrown);
        for (Throwable other : suppressed) {
            if (!add(prefix + "\t", "Suppressed: ", place, other, seen)) {
                return false;
            }
        }
        return cause == null || add(prefix, "Caused by: ", place, cause, seen);
    }

    private static Set<Throwable> setOf(Throwable first) {
        Set<Throwable> set = Collections.newSetFromMap(new IdentityHashMap<>());
        set.add(first);
        return set;
    }

    // Foreign code: an exception may override its methods, and they may fail.

    private static String says(Throwable thrown) {
        try {
            return String.valueOf(thrown);
        } catch (Throwable failed) {
            return thrown.getClass().getName() + " (it could not describe itself: "
                    + failed.getClass().getName() + ')';
        }
    }

    private static @Nullable Throwable cause(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (Throwable failed) {
            return null;
        }
    }

    /** What the exception itself prints. */
    static String printed(Throwable exception) {
        StringWriter text = new StringWriter(USUAL_LENGTH);
        try (PrintWriter writer = new PrintWriter(text)) {
            exception.printStackTrace(writer);
        } catch (Throwable failed) {
            text.append("(the exception could not print its stack trace: ")
                    .append(failed.getClass().getName())
                    .append(')');
        }
        return text.toString();
    }

    /**
     * The text of {@code printStackTrace}.
     *
     * @param enough UTF-16 units after which the rest may be left out; the text may be a line longer
     */
    String render(int enough) {
        StringBuilder text = new StringBuilder(USUAL_LENGTH);
        StackTraceElement[][] frames = new StackTraceElement[parts.size()][];
        for (int i = 0; i < frames.length && text.length() < enough; i++) {
            Part part = parts.get(i);
            text.append(part.heading).append(LINE_END);
            if (part.thrown != null) {
                frames[i] = part.thrown.getStackTrace();
                int common = part.enclosing < 0 ? 0 : framesInCommon(frames[i], frames[part.enclosing]);
                append(text, part.prefix, frames[i], frames[i].length - common, enough);
                if (common > 0 && text.length() < enough) {
                    text.append(part.prefix).append("\t... ").append(common).append(" more");
                    text.append(LINE_END);
                }
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String prefix, StackTraceElement[] frames, int count, int enough) {
        for (int i = 0; i < count && text.length() < enough; i++) {
            text.append(prefix).append("\tat ").append(frames[i]).append(LINE_END);
        }
    }

    private static int framesInCommon(StackTraceElement[] frames, StackTraceElement[] enclosing) {
        int common = 0;
        while (common < Math.min(frames.length, enclosing.length)
                && frames[frames.length - 1 - common].equals(enclosing[enclosing.length - 1 - common])) {
            common++;
        }
        return common;
    }
}
