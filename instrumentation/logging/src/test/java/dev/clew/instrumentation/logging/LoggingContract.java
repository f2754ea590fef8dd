package dev.clew.instrumentation.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.executors.ExecutorTracing;
import dev.clew.instrumentation.http.contract.Telemetry;
import dev.clew.instrumentation.scopes.ScopeLeakExtension;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What lines have of spans, and spans of lines, with any logging library and any SDK. */
@Timeout(60)
@ExtendWith(ScopeLeakExtension.class)
abstract class LoggingContract {
    private static final String NO_IDS = "[] [] [] [] ";

    @TempDir
    Path directory;

    private final Telemetry telemetry = telemetry(Sampler.parentBased(Sampler.alwaysOn()));

    abstract Telemetry telemetry(Sampler sampler);

    /** The library, with the given threshold for lines to become events. */
    abstract Backend backend(Path directory, String threshold);

    @AfterEach
    void ends() {
        telemetry.close();
    }

    @Test
    void lineInASpan_hasItsIds() throws Exception {
        Span span = span(telemetry, "order");
        try (Backend log = backend(directory, "ERROR");
                Scope scope = span.makeCurrent()) {
            info(log, "reserved");

            assertThat(log.lines()).containsExactly(ids(span) + "[] reserved");
            assertThat(log.linesOfTheQueue()).isEqualTo(log.lines());
        } finally {
            span.end();
        }
    }

    @Test
    void lineOutsideOfSpans_hasNone() throws Exception {
        try (Backend log = backend(directory, "ERROR")) {
            Span span = span(telemetry, "order");
            try (Scope scope = span.makeCurrent()) {
                info(log, "within");
            }
            span.end();
            info(log, "after");

            assertThat(log.lines()).containsExactly(ids(span) + "[] within", NO_IDS + "after");
            assertThat(log.linesOfTheQueue()).isEqualTo(log.lines());
        }
    }

    @Test
    void lineInASpanThatIsNotSampled_saysSo() throws Exception {
        try (Telemetry off = telemetry(Sampler.alwaysOff());
                Backend log = backend(directory, "ERROR")) {
            Span span = span(off, "order");
            try (Scope scope = span.makeCurrent()) {
                info(log, "reserved");
            }
            span.end();

            assertThat(span.getSpanContext().isSampled()).isFalse();
            assertThat(log.lines()).containsExactly(ids(span) + "[] reserved");
        }
    }

    @Test
    void applicationsOwnEntries_stay() throws Exception {
        Span span = span(telemetry, "order");
        try (Backend log = backend(directory, "ERROR")) {
            log.put("user", "ada");
            try (Scope scope = span.makeCurrent()) {
                info(log, "reserved");
                assertThat(log.get("trace_id")).as("in the map that is copied").isNull();
            }
            info(log, "after");
            span.end();

            assertThat(log.lines()).containsExactly(ids(span) + "[ada] reserved", "[] [] [] [ada] after");
            assertThat(log.linesOfTheQueue()).isEqualTo(log.lines());
        }
    }

    @Test
    void entryOfTheApplicationUnderTheNameOfAnId_stays() throws Exception {
        Span span = span(telemetry, "order");
        try (Backend log = backend(directory, "ERROR")) {
            log.put("trace_id", "own");
            try (Scope scope = span.makeCurrent()) {
                info(log, "reserved");
            }
            span.end();

            assertThat(log.lines())
                    .containsExactly(ids(span).replace(span.getSpanContext().getTraceId(), "own") + "[] reserved");
        }
    }

    @Test
    void linesOfTasks_haveTheIdsOfWhoeverHandedThemOver() throws Exception {
        ExecutorService pool = ExecutorTracing.create().wrap(Executors.newSingleThreadExecutor());
        try (Backend log = backend(directory, "ERROR")) {
            Span first = span(telemetry, "first");
            Span second = span(telemetry, "second");
            for (Span span : List.of(first, second)) {
                try (Scope scope = span.makeCurrent()) {
                    pool.submit(() -> info(log, "in a task")).get();
                } finally {
                    span.end();
                }
            }
            pool.submit(() -> info(log, "in none")).get();

            assertThat(log.lines())
                    .containsExactly(ids(first) + "[] in a task", ids(second) + "[] in a task", NO_IDS + "in none");
            assertThat(log.linesOfTheQueue()).isEqualTo(log.lines());
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void errorLine_isAnEventOfTheSpan() throws Exception {
        try (Backend log = backend(directory, "ERROR")) {
            inSpan(() -> {
                log.log("shop.orders", "WARN", "slow", null);
                log.log("shop.orders", "ERROR", "no stock", null);
            });

            assertThat(events()).singleElement().satisfies(event -> {
                assertThat(event.getName()).isEqualTo("log");
                assertThat(event.getAttributes().asMap().toString())
                        .contains("log.level=ERROR", "log.logger=shop.orders", "log.message=no stock");
                assertThat(event.getAttributes().size()).isEqualTo(3);
            });
        }
    }

    @Test
    void errorLineWithAnException_isRecordedAsOne() throws Exception {
        try (Backend log = backend(directory, "ERROR")) {
            inSpan(() -> log.log("shop.orders", "ERROR", "order failed", new IllegalStateException("no stock")));

            assertThat(events()).singleElement().satisfies(event -> {
                assertThat(event.getName()).isEqualTo("exception");
                assertThat(event.getAttributes().asMap().toString())
                        .contains(
                                "exception.type=java.lang.IllegalStateException",
                                "exception.message=no stock",
                                "log.message=order failed",
                                "log.logger=shop.orders")
                        .contains("at " + LoggingContract.class.getName());
            });
        }
    }

    @Test
    void linesOfALowerThreshold_areEventsToo() throws Exception {
        try (Backend log = backend(directory, "WARN")) {
            inSpan(() -> {
                info(log, "fine");
                log.log("shop.orders", "WARN", "slow", null);
                log.log("shop.orders", "ERROR", "no stock", null);
            });

            assertThat(events()).hasSize(2);
        }
    }

    @Test
    void linesOfTracingItself_areNoEvents() throws Exception {
        try (Backend log = backend(directory, "ERROR")) {
            inSpan(() -> {
                log.log("dev.clew.sdk.trace", "ERROR", "a limit", null);
                log.log("io.opentelemetry.sdk.trace.SdkSpan", "ERROR", "a limit", null);
            });

            assertThat(events()).isEmpty();
            assertThat(log.lines()).hasSize(2);
        }
    }

    @Test
    void errorLineOfAnEndedSpan_isOnlyLogged() throws Exception {
        try (Backend log = backend(directory, "ERROR")) {
            Span span = span(telemetry, "order");
            span.end();
            try (Scope scope = span.makeCurrent()) {
                log.log("shop.orders", "ERROR", "no stock", null);
            }

            assertThat(events()).isEmpty();
            assertThat(log.lines()).containsExactly(ids(span) + "[] no stock");
        }
    }

    final void inSpan(Runnable step) {
        Span span = span(telemetry, "order");
        try (Scope scope = span.makeCurrent()) {
            step.run();
        } finally {
            span.end();
        }
    }

    final List<EventData> events() {
        return telemetry.finishedSpans().stream()
                .flatMap(span -> span.getEvents().stream())
                .toList();
    }

    private static void info(Backend log, String message) {
        log.log("shop.orders", "INFO", message, null);
    }

    private static Span span(Telemetry telemetry, String name) {
        return telemetry.openTelemetry().getTracer("contract").spanBuilder(name).startSpan();
    }

    private static String ids(Span span) {
        SpanContext context = span.getSpanContext();
        return "[" + context.getTraceId() + "] [" + context.getSpanId() + "] ["
                + context.getTraceFlags().asHex() + "] ";
    }
}
