package dev.clew.sampler.jaeger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clew.sdk.telemetry.Incidents;
import io.opentelemetry.api.impl.InstrumentationUtil;
import io.opentelemetry.context.Context;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PollerTest {
    private static final Logger LOGGER = Logger.getLogger("dev.clew");
    private static final Strategy GOOD = new Strategy.Probabilistic(0.25);

    private final List<Strategy> followed = new CopyOnWriteArrayList<>();
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /** Answers as it is told, step by step; the last step again and again. */
    private static class Scripted implements StrategySource {
        private final List<Object> script;
        private volatile boolean closed;
        private int step;

        Scripted(Object... script) {
            this.script = List.of(script);
        }

        @Override
        public Strategy fetch() throws IOException {
            Object now = script.get(Math.min(step++, script.size() - 1));
            if (now instanceof IOException failure) {
                throw failure;
            }
            if (now instanceof RuntimeException failure) {
                throw failure;
            }
            if (now instanceof Error failure) {
                throw failure;
            }
            return (Strategy) now;
        }

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public String toString() {
            return "http://jaeger:5778";
        }
    }

    @BeforeEach
    void listen() {
        LOGGER.addHandler(handler);
        LOGGER.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        LOGGER.removeHandler(handler);
        LOGGER.setUseParentHandlers(true);
    }

    private Poller poller(double random, StrategySource source) {
        return new Poller(source, followed::add, Duration.ofSeconds(60), new Incidents(), () -> random);
    }

    private static List<Long> millis(Poller poller, int times) {
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            delays.add(TimeUnit.NANOSECONDS.toMillis(poller.doWork()));
        }
        return delays;
    }

    @Test
    void doWork_asksAlsoWhereTheApiCannotSuppressInstrumentation() throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (String entry : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(File.pathSeparator)) {
            classPath.add(new File(entry).toURI().toURL());
        }
        try (URLClassLoader oldApi =
                new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader()) {
                    @Override
                    protected Class<?> findClass(String name) throws ClassNotFoundException {
                        if (name.equals("io.opentelemetry.api.impl.InstrumentationUtil")) {
                            throw new ClassNotFoundException(name);
                        }
                        return super.findClass(name);
                    }
                }) {
            Object asked = oldApi.loadClass(OnePoll.class.getName())
                    .getConstructor()
                    .newInstance()
                    .toString();

            assertThat(asked).isEqualTo("followed Probabilistic[rate=0.5]");
        }
    }

    /** Asks once, in the class loader that it is loaded with, and says what came of it. */
    public static final class OnePoll {
        private final List<String> events = new ArrayList<>();

        public OnePoll() {
            StrategySource source = new StrategySource() {
                @Override
                public Strategy fetch() {
                    return new Strategy.Probabilistic(0.5);
                }

                @Override
                public void close() {}
            };
            new Poller(source, strategy -> events.add("followed " + strategy), Duration.ofSeconds(1), new Incidents())
                    .doWork();
        }

        @Override
        public String toString() {
            return String.join(", ", events);
        }
    }

    @Test
    void doWork_asksAgainAfterTheIntervalATenthMoreOrLess() {
        assertThat(millis(poller(0, new Scripted(GOOD)), 1)).containsExactly(54_000L);
        assertThat(millis(poller(0.5, new Scripted(GOOD)), 1)).containsExactly(60_000L);
        assertThat(millis(poller(1, new Scripted(GOOD)), 1)).containsExactly(66_000L);
        assertThat(followed).containsExactly(GOOD, GOOD, GOOD);
    }

    @Test
    void doWork_asksSoonerUntilTheFirstAnswer() {
        Poller poller = poller(
                0.5,
                new Scripted(
                        new IOException("1"), new IOException("2"), new IOException("3"), GOOD, new IOException("5")));

        assertThat(millis(poller, 5)).containsExactly(1_000L, 2_000L, 4_000L, 60_000L, 60_000L);
    }

    @Test
    void doWork_neverWaitsLongerThanTheInterval() {
        Poller poller = poller(0.5, new Scripted(new IOException("away")));

        List<Long> delays = millis(poller, 40);

        assertThat(delays).endsWith(60_000L, 60_000L).allMatch(delay -> delay <= 60_000);
    }

    @Test
    void failures_leaveTheStrategyAloneAndAreEachSaidOnceAMinute() {
        Poller poller = poller(
                0.5,
                new Scripted(
                        GOOD,
                        new IOException("connection refused"),
                        new IOException("connection refused"),
                        new InvalidAnswerException("it holds no strategy"),
                        new InvalidAnswerException("it holds no strategy"),
                        new IllegalStateException("unheard of"),
                        new NoClassDefFoundError("io/grpc/Gone")));

        millis(poller, 8);

        assertThat(followed).containsExactly(GOOD);
        assertThat(logged)
                .containsExactly(
                        "no sampling strategy, the last one stays in force: http://jaeger:5778: connection refused",
                        "the answer is no sampling strategy, the last one stays in force: http://jaeger:5778: it holds no strategy",
                        "the sampling strategy cannot be asked for: http://jaeger:5778");
    }

    @Test
    void doWork_isNotTraced() {
        List<Boolean> suppressed = new ArrayList<>();
        Poller poller = poller(0.5, new Scripted(GOOD) {
            @Override
            public Strategy fetch() {
                suppressed.add(InstrumentationUtil.shouldSuppressInstrumentation(Context.current()));
                return GOOD;
            }
        });

        poller.doWork();

        assertThat(suppressed).containsExactly(true);
    }

    @Test
    void start_asksOnADaemonAndCloseEndsIt() {
        AtomicReference<Thread> asking = new AtomicReference<>();
        Scripted source = new Scripted(GOOD) {
            @Override
            public Strategy fetch() {
                asking.set(Thread.currentThread());
                return GOOD;
            }
        };
        Poller poller = poller(0.5, source);
        poller.start();
        await().untilAsserted(() -> assertThat(followed).containsExactly(GOOD));

        poller.close();

        Thread thread = Objects.requireNonNull(asking.get());
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getName()).isEqualTo("clew-jaeger-sampler");
        await().untilAsserted(() -> assertThat(thread.isAlive()).isFalse());
        assertThat(source.closed).isTrue();
    }

    @Test
    void close_whileAnAnswerIsAwaitedIsNoFailure() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        AtomicReference<Thread> asking = new AtomicReference<>();
        Poller poller = poller(0.5, new Scripted(GOOD) {
            @Override
            public Strategy fetch() throws IOException {
                asking.set(Thread.currentThread());
                asked.countDown();
                try {
                    closing.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
                throw new IOException("socket closed");
            }

            @Override
            public void close() {
                closing.countDown();
            }
        });
        poller.start();
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

        poller.close();

        Thread thread = Objects.requireNonNull(asking.get());
        await().untilAsserted(() -> assertThat(thread.isAlive()).isFalse());
        assertThat(logged).isEmpty();
    }
}
