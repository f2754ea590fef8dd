package dev.clew.sdk.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IncidentsTest {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    // Near the end of the numbers: nanoTime may begin anywhere, and wraps.
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - MINUTE / 2);
    private final Incidents incidents = new Incidents(now::get);
    private final LogLines log = LogLines.of("dev.clew");

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void report_saysACauseOnceAMinuteWithTheTimesSince() {
        incidents.report("exporter failed", null);
        incidents.report("exporter failed", null);
        now.addAndGet(MINUTE - 1);
        incidents.report("exporter failed", 3, null);
        now.addAndGet(1);
        incidents.report("exporter failed", null);

        assertThat(log.messages()).containsExactly("exporter failed", "exporter failed (5 times)");
    }

    @Test
    void report_saysTheFirstTimeHowManyThereWere() {
        incidents.report("spans dropped", 7, null);

        assertThat(log.messages()).containsExactly("spans dropped (7 times)");
    }

    @Test
    void report_saysEachCause() {
        incidents.report("one", null);
        incidents.report("two", null);

        assertThat(log.messages()).containsExactly("one", "two");
    }

    @Test
    void report_withAnotherDetailIsTheSameCause() {
        incidents.report("refused", "request 1", 1, null);
        incidents.report("refused", "request 2", 1, null);
        now.addAndGet(MINUTE);
        incidents.report("refused", "request 3", 1, null);

        assertThat(log.messages()).containsExactly("refused: request 1", "refused: request 3 (2 times)");
    }

    @Test
    void report_showsWhatWasThrown() {
        Error thrown = new LinkageError();

        incidents.report("exporter failed", thrown);

        assertThat(log.records().get(0).getThrown()).isSameAs(thrown);
    }

    @Test
    void report_textWithBracesIsSaidAsItIs() {
        incidents.report("answer {0} 'quoted'", null);

        assertThat(log.messages()).containsExactly("answer {0} 'quoted'");
    }

    @Test
    void report_ofEndlesslyManyCausesSharesOneLine() {
        for (int i = 0; i < 1_500; i++) {
            incidents.report("cause " + i, null);
        }

        assertThat(log.messages()).hasSize(1_001).endsWith("cause 999", "cause 1000");
        incidents.report("cause 5", null);
        assertThat(log.messages()).hasSize(1_001);
    }

    @Test
    void report_toAFailingLogHandlerIsNotFelt() {
        try (LogLines failing = LogLines.failing("dev.clew")) {
            assertThatCode(() -> incidents.report("exporter failed", null)).doesNotThrowAnyException();
            assertThat(failing.messages()).containsExactly("exporter failed");
        }
    }

    @Test
    void report_fromManyThreadsLosesNoCount() throws InterruptedException {
        incidents.report("dropped", null);
        CountDownLatch done = new CountDownLatch(4);
        for (int i = 0; i < 4; i++) {
            new Thread(() -> {
                        for (int j = 0; j < 1_000; j++) {
                            incidents.report("dropped", null);
                        }
                        done.countDown();
                    })
                    .start();
        }
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        now.addAndGet(MINUTE);
        incidents.report("dropped", null);

        assertThat(log.messages()).containsExactly("dropped", "dropped (4001 times)");
    }

    @Test
    void report_ofAKnownCauseAllocatesNothing() {
        assertThat(Allocation.bytesPerCall(() -> incidents.report("known", 1, null)))
                .isZero();
    }
}
