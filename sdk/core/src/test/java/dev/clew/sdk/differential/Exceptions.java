package dev.clew.sdk.differential;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Exceptions as applications throw them. Their frames are made up, so that the same is thrown on both SDKs, whoever called.
 */
final class Exceptions {
    private static final int MOST_CAUSES = 3;

    private Exceptions() {}

    static Throwable draw(Random random) {
        Throwable thrown = one(random, 0);
        if (random.nextInt(8) == 0) {
            // Without a cause; Difference.CAUSE_OF_SUPPRESSED.
            Throwable second = one(random, MOST_CAUSES);
            thrown.addSuppressed(second);
            second.addSuppressed(thrown); // a circle
        }
        return thrown;
    }

    private static Throwable one(Random random, int depth) {
        Throwable cause = depth < MOST_CAUSES && random.nextInt(3) == 0 ? one(random, depth + 1) : null;
        Throwable thrown = ofSomeClass(random, message(random), cause);
        StackTraceElement[] frames = new StackTraceElement[random.nextInt(20) == 0 ? 1_024 : random.nextInt(5)];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = new StackTraceElement("shop.Orders", "load" + i % 7, i == 3 ? null : "Orders.java", i - 2);
        }
        thrown.setStackTrace(frames);
        return thrown;
    }

    private static Throwable ofSomeClass(Random random, @Nullable String message, @Nullable Throwable cause) {
        class Local extends Exception {
            Local() {
                super(message, cause);
            }
        }
        return switch (random.nextInt(6)) {
            case 0 -> new Local();
            case 1 -> new Exception(message, cause) {};
            case 2 -> new Nested(message, cause);
            case 3 -> new StackOverflowError(message);
            case 4 -> new RuntimeException(cause);
            default -> new IllegalStateException(message, cause);
        };
    }

    private static @Nullable String message(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> null;
            case 1 -> "";
            case 2 -> "two\nlines \uD83D\uDE00";
            default -> "no such order";
        };
    }

    /** With a name of its own for what it is. */
    static final class Nested extends RuntimeException {
        Nested(@Nullable String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public @Nullable String getMessage() {
            return "nested: " + super.getMessage();
        }
    }
}
