package dev.clew.instrumentation.executors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.clew.instrumentation.http.contract.Telemetry;
import dev.clew.instrumentation.scopes.ScopeLeakExtension;
import dev.clew.tree.TraceTree;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What wrapped executors do on any SDK. */
@Timeout(60)
@ExtendWith(ScopeLeakExtension.class)
abstract class ExecutorContract {
    private final Telemetry telemetry = telemetry(Sampler.parentBased(Sampler.alwaysOn()));
    private final Tracer tracer = telemetry.openTelemetry().getTracer("contract");
    private final AtomicLong nanoTime = new AtomicLong();
    private final ScheduledExecutorService pool = Executors.newSingleThreadScheduledExecutor();

    /** The SDK, with the given sampler. */
    abstract Telemetry telemetry(Sampler sampler);

    @AfterEach
    void ends() {
        pool.shutdownNow();
        telemetry.close();
    }

    @ParameterizedTest
    @EnumSource
    void task_isInTheTraceOfWhoeverHandedItOver(Way way) throws Exception {
        ScheduledExecutorService executor = ExecutorTracing.create().wrap(pool);

        inSpan("caller", () -> way.run(executor, () -> spanNamed("task")));

        assertThat(trees()).isEqualTo("caller > task");
        assertThat(pool.submit(Context::current).get()).as("after it").isSameAs(Context.root());
    }

    @ParameterizedTest
    @EnumSource
    void task_handedOverWhereNothingIsCurrent_startsATrace(Way way) throws Exception {
        way.run(ExecutorTracing.create().wrap(pool), () -> spanNamed("task"));

        assertThat(trees()).isEqualTo("task");
    }

    @Test
    void tasksOfOneAfterTheOther_areInTheirOwnTraces() throws Exception {
        ScheduledExecutorService executor = ExecutorTracing.create().wrap(pool);

        inSpan("first", () -> executor.submit(() -> spanNamed("a")).get());
        inSpan("second", () -> executor.submit(() -> spanNamed("b")).get());

        assertThat(trees()).isEqualTo("first > a\nsecond > b");
    }

    @Test
    void throwingTask_throwsTheSameAndLeavesNothingCurrent() throws Exception {
        ScheduledExecutorService executor = telling().setTaskSpans(true).build().wrap(pool);
        IllegalStateException thrown = new IllegalStateException("no stock");
        Callable<String> throwing = () -> {
            throw thrown;
        };

        inSpan("caller", () -> {
            Future<String> failed = executor.submit(throwing);
            assertThat(catchThrowable(failed::get))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isSameAs(thrown);
        });

        assertThat(pool.submit(Context::current).get()).isSameAs(Context.root());
        assertThat(trees("error.type"))
                .isEqualTo("caller > pricing task [ERROR, error.type=java.lang.IllegalStateException]");
        assertThat(span("pricing task").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span("pricing task").getEvents())
                .singleElement()
                .satisfies(event -> assertThat(event.getName()).isEqualTo("exception"));
    }

    @Test
    void taskSpan_saysWhatTheTaskWaited() throws Exception {
        ScheduledExecutorService executor = telling().setTaskSpans(true).build().wrap(pool);

        inSpan("caller", () -> {
            Future<String> task = submitBehindAnother(executor, 250);
            task.get();
        });

        assertThat(trees("clew.executor.name", "clew.executor.wait_ms"))
                .isEqualTo("caller > pricing task [clew.executor.name=pricing, clew.executor.wait_ms=250.0] > task");
        assertThat(span("pricing task").getAttributes().asMap().toString()).contains("thread.name=pool-");
    }

    @Test
    void taskSpanOfADelayedTask_countsFromWhenItWasDue() throws Exception {
        ScheduledExecutorService executor = telling().setTaskSpans(true).build().wrap(pool);

        inSpan("caller", () -> {
            Future<String> task = executor.schedule(() -> spanNamed("task"), 40, TimeUnit.MILLISECONDS);
            nanoTime.addAndGet(TimeUnit.MILLISECONDS.toNanos(43));
            task.get();
        });

        assertThat(trees("clew.executor.wait_ms"))
                .isEqualTo("caller > pricing task [clew.executor.wait_ms=3.0] > task");
    }

    @Test
    void waitEvent_isInTheSpanThatHandedOver() throws Exception {
        ScheduledExecutorService executor =
                telling().setWaitEvents(Duration.ofMillis(10)).build().wrap(pool);

        inSpan("caller", () -> {
            submitBehindAnother(executor, 9).get();
            submitBehindAnother(executor, 10).get();
        });

        assertThat(trees()).isEqualTo("caller > (task, task)");
        assertThat(span("caller").getEvents()).singleElement().satisfies(event -> {
            assertThat(event.getName()).isEqualTo("task started");
            assertThat(event.getAttributes().asMap().toString())
                    .contains("clew.executor.name=pricing", "clew.executor.wait_ms=10.0", "thread.name=pool-");
        });
    }

    @Test
    void tasksThatAreInNoTrace_areNotToldOf() throws Exception {
        ScheduledExecutorService executor = telling()
                .setTaskSpans(true)
                .setWaitEvents(Duration.ZERO)
                .setPeriodicRuns(PeriodicRuns.IN_NEW_TRACES)
                .build()
                .wrap(pool);
        Way.SUBMIT_CALLABLE.run(executor, () -> "");
        Way.FIXED_RATE.run(executor, () -> "");

        assertThat(trees()).isEmpty();
    }

    @Test
    void periodicRunsInTheSameTrace_areSpansOnDemand() throws Exception {
        ScheduledExecutorService executor = telling().setTaskSpans(true).build().wrap(pool);

        inSpan("caller", () -> runTwice(executor));

        assertThat(trees("clew.executor.wait_ms")).isEqualTo("caller > (pricing task, pricing task [ERROR])");
    }

    @Test
    void periodicRunsInNewTraces_areLinkedToWhoeverScheduledThem() throws Exception {
        ScheduledExecutorService executor =
                telling().setPeriodicRuns(PeriodicRuns.IN_NEW_TRACES).build().wrap(pool);

        inSpan("caller", () -> runTwice(executor));

        assertThat(trees().lines()).containsExactlyInAnyOrder("caller", "pricing task", "pricing task [ERROR]");
        String caller = span("caller").getSpanId();
        assertThat(telemetry.finishedSpans())
                .filteredOn(span -> span.getName().equals("pricing task"))
                .allSatisfy(run -> assertThat(run.getLinks())
                        .singleElement()
                        .satisfies(link ->
                                assertThat(link.getSpanContext().getSpanId()).isEqualTo(caller)));
    }

    @Test
    void periodicRunsInNewTraces_areSampledForThemselves() throws Exception {
        ScheduledExecutorService executor =
                telling().setPeriodicRuns(PeriodicRuns.IN_NEW_TRACES).build().wrap(pool);
        SpanContext notSampled = SpanContext.create(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                TraceFlags.getDefault(),
                TraceState.getDefault());

        try (Scope scope = Span.wrap(notSampled).makeCurrent()) {
            Way.FIXED_RATE.run(executor, () -> "");
        }
        pool.submit(() -> {}).get();

        assertThat(trees()).isEqualTo("pricing task");
    }

    @Test
    void notSampledTrace_staysSo() throws Exception {
        try (Telemetry off = telemetry(Sampler.alwaysOff())) {
            ScheduledExecutorService executor = ExecutorTracing.builder(off.openTelemetry())
                    .setTaskSpans(true)
                    .setWaitEvents(Duration.ZERO)
                    .build()
                    .wrap(pool);
            Span caller =
                    off.openTelemetry().getTracer("t").spanBuilder("caller").startSpan();
            String traceId;
            try (Scope scope = caller.makeCurrent()) {
                traceId = executor.submit(() -> Span.current().getSpanContext().getTraceId())
                        .get();
            } finally {
                caller.end();
            }

            assertThat(traceId).isEqualTo(caller.getSpanContext().getTraceId());
            assertThat(off.finishedSpans()).isEmpty();
        }
    }

    private ExecutorTracingBuilder telling() {
        return ExecutorTracing.builder(telemetry.openTelemetry())
                .setName("pricing")
                .setNanoTime(nanoTime::get);
    }

    /** Keeps the only thread busy while so much time passes. */
    private Future<String> submitBehindAnother(ScheduledExecutorService executor, long waitMillis) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        Future<?> before = pool.submit(() -> {
            held.await();
            return "";
        });
        Future<String> task = executor.submit(() -> spanNamed("task"));
        nanoTime.addAndGet(TimeUnit.MILLISECONDS.toNanos(waitMillis));
        held.countDown();
        before.get();
        return task;
    }

    private void runTwice(ScheduledExecutorService executor) throws Exception {
        CountDownLatch ran = new CountDownLatch(2);
        ScheduledFuture<?> runs = executor.scheduleWithFixedDelay(
                () -> {
                    ran.countDown();
                    if (ran.getCount() == 0) {
                        throw new CancellationException("two are enough");
                    }
                },
                0,
                1,
                TimeUnit.MILLISECONDS);
        ran.await();
        assertThat(catchThrowable(runs::get)).hasRootCauseInstanceOf(CancellationException.class);
    }

    private String spanNamed(String name) {
        tracer.spanBuilder(name).startSpan().end();
        return name;
    }

    private void inSpan(String name, Step step) throws Exception {
        Span span = tracer.spanBuilder(name).startSpan();
        try (Scope scope = span.makeCurrent()) {
            step.run();
        } finally {
            span.end();
        }
    }

    private String trees(String... attributeKeys) {
        return TraceTree.of(telemetry.finishedSpans()).stream()
                .map(tree -> tree.toLine(attributeKeys))
                .collect(Collectors.joining("\n"));
    }

    private SpanData span(String name) {
        List<SpanData> named = telemetry.finishedSpans().stream()
                .filter(span -> span.getName().equals(name))
                .toList();
        assertThat(named).as(name).hasSize(1);
        return named.get(0);
    }

    private interface Step {
        void run() throws Exception;
    }
}
