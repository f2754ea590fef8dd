package dev.clew.instrumentation.scopes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeakLogTest {
    private static final Logger LOGGER = Logger.getLogger(ScopeWatch.class.getName());

    private final List<String> lines = new ArrayList<>();
    private final AtomicLong nanoTime = new AtomicLong();
    private final LeakLog log = new LeakLog(nanoTime::get);
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line.getLevel() + " " + line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listens() {
        LOGGER.setUseParentHandlers(false);
        LOGGER.setLevel(Level.FINE);
        LOGGER.addHandler(handler);
    }

    @AfterEach
    void listensNoMore() {
        LOGGER.removeHandler(handler);
        LOGGER.setLevel(null);
        LOGGER.setUseParentHandlers(true);
    }

    @Test
    void leaksOfOneCause_areWarnedOfOncePerMinuteWithTheirCount() {
        log.accept(leakAt(1));
        log.accept(leakAt(1));
        nanoTime.addAndGet(TimeUnit.MINUTES.toNanos(1));
        log.accept(leakAt(1));

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("WARNING a scope was left open").endsWith("watched scopes: 1");
        assertThat(lines.get(1)).startsWith("FINE a scope was left open").endsWith("watched scopes: 2");
        assertThat(lines.get(2)).startsWith("WARNING a scope was left open").endsWith("watched scopes: 3");
    }

    @Test
    void leaksOfOtherCauses_areWarnedOfToo() {
        log.accept(leakAt(1));
        log.accept(leakAt(2));

        assertThat(lines).allMatch(line -> line.startsWith("WARNING")).hasSize(2);
    }

    @Test
    void causesBeyondAHundred_countAsOne() {
        for (int line = 0; line < 110; line++) {
            log.accept(leakAt(line));
        }

        assertThat(lines.stream().filter(line -> line.startsWith("WARNING"))).hasSize(101);
        assertThat(lines.get(109)).startsWith("FINE").endsWith("watched scopes: 10");
    }

    private static ScopeLeak leakAt(int line) {
        StackTraceElement place = new StackTraceElement("shop.Orders", "order", "Orders.java", line);
        return new ScopeLeak(ScopeLeak.Kind.LEFT_OPEN, "main", List.of(place), null, List.of());
    }
}
