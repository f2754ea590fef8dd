package dev.clew.sdk.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The text of a stack trace is what {@link Throwable#printStackTrace(PrintWriter)} prints, whenever it is rendered. */
class StackTextTest {
    private static String render(Throwable thrown) {
        return Objects.requireNonNull(StackText.of(thrown)).render(Integer.MAX_VALUE);
    }

    private static String printed(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    @Property(tries = 5_000)
    void render_isWhatPrintStackTracePrints(@ForAll long seed) {
        Throwable thrown = graph(new Random(seed));

        assertThat(render(thrown)).isEqualTo(printed(thrown));
    }

    @Property(tries = 1_000)
    void render_ofEnoughIsABeginningOfAtLeastSoMuch(@ForAll long seed) {
        Random random = new Random(seed);
        Throwable thrown = graph(random);
        String whole = printed(thrown);
        int enough = random.nextInt(whole.length() + 10);

        String text = Objects.requireNonNull(StackText.of(thrown)).render(enough);

        assertThat(whole).startsWith(text);
        assertThat(text.length()).isGreaterThanOrEqualTo(Math.min(enough, whole.length()));
    }

    // Exceptions that cause, suppress and repeat each other, with frames in common and circles.
    private static Throwable graph(Random random) {
        List<Throwable> all = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(6); i++) {
            Throwable cause = all.isEmpty() || random.nextBoolean() ? null : all.get(random.nextInt(all.size()));
            Throwable next = random.nextBoolean()
                    ? new IllegalStateException(
                            "no. " + i + (random.nextInt(4) == 0 ? "\nline \uD83D\uDE00" : ""), cause)
                    : new RuntimeException(cause);
            if (random.nextInt(4) > 0) {
                next.setStackTrace(frames(random));
            }
            all.add(next);
        }
        for (int i = 0; i < random.nextInt(5); i++) {
            int one = random.nextInt(all.size());
            int other = random.nextInt(all.size());
            if (one != other) {
                all.get(one).addSuppressed(all.get(other));
            }
        }
        return all.get(all.size() - 1);
    }

    private static StackTraceElement[] frames(Random random) {
        StackTraceElement[] frames = new StackTraceElement[random.nextInt(5)];
        for (int i = 0; i < frames.length; i++) {
            int place = random.nextInt(2);
            frames[i] = random.nextBoolean()
                    ? new StackTraceElement("app", "module", "1.0", "shop.Orders", "load" + place, "Orders.java", 7)
                    : new StackTraceElement("shop.Orders", "load" + place, null, -2);
        }
        return frames;
    }

    @Test
    void causesAndSuppressedExceptionsAndWhatTheySay_areThoseOfTheTimeOfTheCall() {
        StringBuilder message = new StringBuilder("at the call");
        Exception thrown = new Exception() {
            @Override
            public String getMessage() {
                return message.toString();
            }
        };
        String before = printed(thrown);
        StackText text = Objects.requireNonNull(StackText.of(thrown));

        thrown.addSuppressed(new IllegalStateException("later"));
        thrown.initCause(new ArithmeticException("later"));
        message.append(", and later");

        assertThat(text.render(Integer.MAX_VALUE)).isEqualTo(before);
    }

    @Test
    void frames_areThoseOfTheTimeOfRendering() {
        Exception thrown = new Exception("frames");
        StackText text = Objects.requireNonNull(StackText.of(thrown));

        thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement("A", "b", "A.java", 1)});

        assertThat(text.render(Integer.MAX_VALUE))
                .isEqualTo("java.lang.Exception: frames%n\tat A.b(A.java:1)%n".formatted());
    }

    @Test
    void exceptions_thatSayThemselvesWhatTheirStackTraceIsArePrintedAtOnce() {
        assertThat(StackText.of(new Printing())).isNull();
        assertThat(StackText.of(new OwnFrames())).isNull();
        assertThat(StackText.of(new Exception("caused", new OwnFrames()))).isNull();
        assertThat(StackText.printed(new Printing())).isEqualTo("my own way");
    }

    @Test
    void chainsWithoutAnEnd_arePrintedAsFarAsTheyCanBe() {
        assertThat(StackText.of(new Endless(0))).isNull();
        assertThat(chain(256)).satisfies(longest -> assertThat(render(longest)).isEqualTo(printed(longest)));
        assertThat(StackText.of(chain(257))).isNull();
        assertThat(StackText.printed(new Endless(0))).contains("java.lang.StackOverflowError");
    }

    private static Exception chain(int length) {
        Exception thrown = new Exception("0");
        for (int i = 1; i < length; i++) {
            thrown = new Exception("" + i, thrown);
        }
        return thrown;
    }

    @Test
    void exceptions_whoseMethodsThrowKeepTheirFrames() {
        assertThat(render(new Mute()))
                .startsWith(Mute.class.getName()
                        + " (it could not describe itself: java.lang.ArithmeticException)" + System.lineSeparator()
                        + "\tat ")
                .contains("exceptions_whoseMethodsThrowKeepTheirFrames");
    }

    @Test
    void exceptions_withoutFramesHaveAHeadingOnly() {
        Throwable bare = new Bare();

        assertThat(render(bare)).isEqualTo(printed(bare)).isEqualTo(bare + System.lineSeparator());
    }

    private static final class Bare extends Exception {
        Bare() {
            super("bare", null, true, false);
        }
    }

    private static final class Printing extends Exception {
        @Override
        public void printStackTrace(PrintWriter writer) {
            writer.write("my own way");
        }
    }

    private static final class OwnFrames extends Exception {
        @Override
        public StackTraceElement[] getStackTrace() {
            return new StackTraceElement[0];
        }
    }

    private static final class Endless extends Exception {
        private final int depth;

        Endless(int depth) {
            super("depth " + depth, null, false, false);
            this.depth = depth;
        }

        @Override
        public synchronized @Nullable Throwable getCause() {
            return new Endless(depth + 1);
        }
    }

    private static final class Mute extends Exception {
        @Override
        public String getMessage() {
            throw new ArithmeticException();
        }

        @Override
        public synchronized @Nullable Throwable getCause() {
            throw new ArithmeticException();
        }
    }
}
