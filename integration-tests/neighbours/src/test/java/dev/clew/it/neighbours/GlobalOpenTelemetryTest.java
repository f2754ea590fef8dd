package dev.clew.it.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.clew.sdk.ClewSdk;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The one global of OpenTelemetry, in every order in which a {@link ClewSdk} and others can come. */
class GlobalOpenTelemetryTest {
    private static final String TAKEN =
            "GlobalOpenTelemetry is set already and stays as it is; only code that is handed this ClewSdk uses it";

    // Kept: a logger that nobody holds is collected, and its handlers with it.
    private final Logger logger = Logger.getLogger("dev.clew");
    private final Said said = new Said();

    @BeforeEach
    void begin() {
        GlobalOpenTelemetry.resetForTest();
        logger.addHandler(said);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void end() {
        logger.removeHandler(said);
        logger.setUseParentHandlers(true);
        GlobalOpenTelemetry.resetForTest();
    }

    @Test
    void first_isWhatEverybodyGets() {
        try (ClewSdk clew = ClewSdk.builder().buildAndRegisterGlobal()) {
            makesSpans(GlobalOpenTelemetry.get().getTracer("library"), clew);
            makesSpans(GlobalOpenTelemetry.getTracerProvider().get("library", "1"), clew);
            makesSpans(GlobalOpenTelemetry.get().tracerBuilder("library").build(), clew);

            assertThat(GlobalOpenTelemetry.getPropagators()).isSameAs(clew.getPropagators());
            // Nobody can close it by way of the global.
            assertThat(GlobalOpenTelemetry.get()).isNotInstanceOf(ClewSdk.class);
            assertThat(said.lines).isEmpty();
        }
    }

    @Test
    void first_staysWhenOthersComeLater() {
        try (ClewSdk clew = ClewSdk.builder().buildAndRegisterGlobal()) {
            OpenTelemetrySdk other = OpenTelemetrySdk.builder().build();
            assertThatIllegalStateException().isThrownBy(() -> GlobalOpenTelemetry.set(other));

            makesSpans(GlobalOpenTelemetry.getTracer("library"), clew);
            other.close();
        }
    }

    @Test
    void somebodyAskedBefore_worksBesideAndSaysSo() {
        Tracer early = GlobalOpenTelemetry.getTracer("library");

        standsBeside();
        // It was handed a no-op for good: OpenTelemetry's own rule.
        assertThat(early.spanBuilder("s").startSpan().isRecording()).isFalse();
    }

    @Test
    void somebodyAskedCarefullyBefore_isNoObstacle() {
        OpenTelemetry early = GlobalOpenTelemetry.getOrNoop();
        assertThat(GlobalOpenTelemetry.isSet()).isFalse();

        try (ClewSdk clew = ClewSdk.builder().buildAndRegisterGlobal()) {
            assertThat(GlobalOpenTelemetry.isSet()).isTrue();
            makesSpans(GlobalOpenTelemetry.getOrNoop().getTracer("library"), clew);
            assertThat(early.getTracer("library").spanBuilder("s").startSpan().isRecording())
                    .isFalse();
            assertThat(said.lines).isEmpty();
        }
    }

    @Test
    void anotherSdkWasThere_worksBesideAndSaysSo() {
        try (OpenTelemetrySdk other = OpenTelemetrySdk.builder().buildAndRegisterGlobal()) {
            standsBeside();
            assertThat(other.getTracer("library").spanBuilder("s").startSpan().isRecording())
                    .isFalse();
        }
    }

    @Test
    void aSupplierWasThere_worksBesideAndSaysSo() {
        GlobalOpenTelemetry.set(OpenTelemetry::noop);

        standsBeside();
    }

    @Test
    void aSupplierOfClew_isWhatEverybodyGets() {
        try (ClewSdk clew = ClewSdk.builder().build()) {
            GlobalOpenTelemetry.set(() -> clew);

            makesSpans(GlobalOpenTelemetry.getTracer("library"), clew);
        }
    }

    @Test
    void second_worksBesideTheFirstAndSaysSo() {
        try (ClewSdk first = ClewSdk.builder().buildAndRegisterGlobal()) {
            try (ClewSdk second = ClewSdk.builder().buildAndRegisterGlobal()) {
                makesSpans(second.getTracer("mine"), second);
                makesSpans(GlobalOpenTelemetry.getTracer("library"), first);
            }
            assertThat(said.lines).containsExactly(TAKEN);
            makesSpans(GlobalOpenTelemetry.getTracer("library"), first);
        }
    }

    @Test
    void closed_answersEveryCallAndRecordsNothing() {
        ClewSdk clew = ClewSdk.builder().buildAndRegisterGlobal();
        Tracer tracer = GlobalOpenTelemetry.getTracer("library");
        clew.close();

        assertThat(tracer.spanBuilder("s").startSpan().isRecording()).isFalse();
        assertThat(GlobalOpenTelemetry.getTracer("another")
                        .spanBuilder("s")
                        .startSpan()
                        .isRecording())
                .isFalse();
        assertThat(said.lines).isEmpty();
    }

    private void standsBeside() {
        try (ClewSdk clew = ClewSdk.builder().buildAndRegisterGlobal()) {
            makesSpans(clew.getTracer("mine"), clew);
            long before = clew.ledger().recorded();
            GlobalOpenTelemetry.getTracer("library")
                    .spanBuilder("s")
                    .startSpan()
                    .end();

            assertThat(clew.ledger().recorded()).isEqualTo(before);
            assertThat(said.lines).containsExactly(TAKEN);
        }
    }

    private static void makesSpans(Tracer tracer, ClewSdk clew) {
        long before = clew.ledger().recorded();
        tracer.spanBuilder("s").setNoParent().startSpan().end();
        assertThat(clew.ledger().recorded()).isEqualTo(before + 1);
    }

    /** What was said at WARNING or above. */
    private static final class Said extends Handler {
        final List<String> lines = new ArrayList<>();

        @Override
        public void publish(LogRecord record) {
            if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
                lines.add(record.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
