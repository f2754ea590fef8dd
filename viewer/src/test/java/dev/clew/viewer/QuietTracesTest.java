package dev.clew.viewer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.otlp.OtlpSpanReader;
import dev.clew.tree.TreePrinter;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class QuietTracesTest {
    private final TraceStore store = new TraceStore(1_000);
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final QuietTraces quietTraces =
            new QuietTraces(store, TreePrinter.create(), new PrintStream(printed, true, UTF_8), 100);

    @Test
    void doWork_printsATraceOnceItHasBeenQuiet() {
        add(1_000, Otlp.span(1, 2, 1, "child"));
        add(1_050, Otlp.span(1, 1, 0, "root"));

        assertThat(quietTraces.doWork(1_149)).isZero();
        assertThat(quietTraces.doWork(1_150)).isEqualTo(1);
        assertThat(quietTraces.doWork(9_999)).isZero();

        assertThat(printed()).startsWith("trace " + Otlp.traceId(1)).contains("\nroot ", "\n└─ child ");
    }

    @Test
    void doWork_printsATraceAgainWhenMoreCameLater() {
        add(1_000, Otlp.span(1, 1, 0, "root"));
        quietTraces.doWork(2_000);
        printed.reset();
        add(3_000, Otlp.span(1, 2, 1, "late"));

        quietTraces.doWork(4_000);

        assertThat(printed()).startsWith("again, as more has come:\ntrace ").contains("\nroot ", "\n└─ late ");
    }

    @Test
    void finish_printsWhatIsNotQuietYet() {
        add(1_000, Otlp.span(1, 1, 0, "root"));

        assertThat(quietTraces.finish(1_000)).isEqualTo(1);
        assertThat(printed()).contains("root");
    }

    private void add(long nowNanos, Span span) {
        store.add(OtlpSpanReader.readRequest(Otlp.request(span)), nowNanos);
    }

    private String printed() {
        return printed.toString(UTF_8);
    }
}
