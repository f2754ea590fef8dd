package dev.clew.instrumentation.executors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clew.instrumentation.scopes.ScopeLeakExtension;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(ScopeLeakExtension.class)
class ExecutorTracingTest {
    private static final ContextKey<Object> KEY = ContextKey.named("key");
    private static final Context CONTEXT = Context.root().with(KEY, "value");

    private final ExecutorTracing tracing = ExecutorTracing.create();
    private final ThreadPoolExecutor pool =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    private final ExecutorService executor = tracing.wrap(pool);
    private final CountDownLatch held = new CountDownLatch(1);

    @AfterEach
    void ends() {
        held.countDown();
        pool.shutdownNow();
    }

    @Test
    void taskWithoutAContext_isPassedOnAsItIs() {
        List<Runnable> passed = new ArrayList<>();
        Executor plain = tracing.wrap((Executor) passed::add);
        Runnable task = () -> {};
        plain.execute(task);

        assertThat(passed.get(0)).isSameAs(task);
        assertThat(ExecutorTracing.unwrap(task)).isSameAs(task);
    }

    @Test
    void wrappedTask_givesTheOriginalAndItsNameToWhoeverAsks() throws Exception {
        List<Runnable> passed = new ArrayList<>();
        Runnable task = new Runnable() {
            @Override
            public void run() {}

            @Override
            public String toString() {
                return "the order's task";
            }
        };
        Executor plain = ExecutorTracing.builder(OpenTelemetry.noop())
                .setTaskSpans(true)
                .build()
                .wrap((Executor) passed::add);
        inContext(() -> plain.execute(task));

        assertThat(passed.get(0)).isNotSameAs(task).hasToString("the order's task");
        assertThat(ExecutorTracing.unwrap(passed.get(0))).isSameAs(task);
    }

    @Test
    void taskInAQueue_isRemovedByTheOneThatWasHandedOver() throws Exception {
        holdThePool();
        Runnable wrapped = () -> {};
        Runnable bare = () -> {};
        inContext(() -> executor.execute(wrapped));
        executor.execute(bare);

        assertThat(pool.getQueue()).hasSize(2);
        assertThat(pool.remove(ExecutorTracing.queued(() -> {}))).as("another").isFalse();
        assertThat(pool.remove(ExecutorTracing.queued(wrapped))).as("wrapped").isTrue();
        assertThat(pool.remove(ExecutorTracing.queued(bare))).as("bare").isTrue();
        assertThat(pool.getQueue()).isEmpty();
    }

    @Test
    void submittedTask_isRemovedByItsFuture() throws Exception {
        holdThePool();
        List<Future<?>> futures = new ArrayList<>();
        inContext(() -> futures.add(executor.submit(() -> {})));

        assertThat(pool.remove((Runnable) futures.get(0))).isTrue();
    }

    @Test
    void shutdownNow_returnsTheTasksThatWereHandedOver() throws Exception {
        holdThePool();
        Runnable wrapped = () -> {};
        Runnable bare = () -> {};
        List<Runnable> given = new ArrayList<>(List.of(wrapped, bare));
        inContext(() -> executor.execute(wrapped));
        executor.execute(bare);
        inContext(() -> given.add((Runnable) executor.submit(() -> {})));

        assertThat(executor.shutdownNow()).containsExactlyElementsOf(given);
        held.countDown();
        assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(executor.isShutdown()).isTrue();
        assertThat(executor.isTerminated()).isTrue();
    }

    @Test
    void cancelledTask_holdsItsContextNoLonger() throws Exception {
        holdThePool();
        List<Future<?>> futures = new ArrayList<>();
        WeakReference<Object> value = submitIn(futures);
        assertThat(value.refersTo(null)).isFalse();
        futures.get(0).cancel(true);

        await().atMost(Duration.ofSeconds(30)).until(() -> {
            System.gc();
            return value.refersTo(null);
        });
        assertThat(pool.getQueue()).as("it is still in the queue").hasSize(1);
    }

    @Test
    void queueThatOrdersTasks_ordersThemAsThoughTheyWereBare() throws Exception {
        pool.shutdown();
        PriorityBlockingQueue<Runnable> queue = new PriorityBlockingQueue<>();
        ThreadPoolExecutor ordered = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, queue);
        ExecutorService wrapped = tracing.wrap(ordered);
        List<Integer> ran = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(3);
        try {
            ordered.execute(new Ranked(0, () -> awaitLatch(held)));
            wrapped.execute(new Ranked(3, () -> add(ran, 3, done)));
            inContext(() -> wrapped.execute(new Ranked(1, () -> add(ran, 1, done))));
            wrapped.execute(new Ranked(2, () -> add(ran, 2, done)));
            held.countDown();
            done.await();
        } finally {
            ordered.shutdownNow();
        }

        assertThat(ran).containsExactly(1, 2, 3);
    }

    @Test
    void close_isTheExecutorsOwn() {
        ExecutorService common = tracing.wrap(ForkJoinPool.commonPool());
        assertThat(Runtime.version().feature() >= 19).isEqualTo(AutoCloseable.class.isInstance(executor));

        ((CarryingExecutorService) common).close();
        ((CarryingExecutorService) executor).close();

        assertThat(common.isShutdown()).as("the common pool cannot be closed").isFalse();
        assertThat(pool.isShutdown()).isTrue();
    }

    @Test
    void tracerThatThrows_leavesTasksAlone() throws Exception {
        Tracer throwing = name -> {
            throw new IllegalStateException("thrown by the test's tracer");
        };
        TaskReport report = new TaskReport(throwing, "pricing", true, 0, System::nanoTime);
        ScheduledExecutorService scheduled = new ExecutorTracing(
                        new Carriage(report, PeriodicRuns.IN_NEW_TRACES, false))
                .wrap(Executors.newSingleThreadScheduledExecutor());
        SpanContext span = SpanContext.create(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                TraceFlags.getSampled(),
                TraceState.getDefault());
        List<SpanContext> seen = new CopyOnWriteArrayList<>();
        Callable<String> task = () -> {
            seen.add(Span.current().getSpanContext());
            return "";
        };
        try (Scope scope = Span.wrap(span).makeCurrent()) {
            Way.SUBMIT_CALLABLE.run(scheduled, task);
            Way.SUBMIT_RUNNABLE.run(scheduled, task);
            Way.FIXED_RATE.run(scheduled, task);
        } finally {
            scheduled.shutdown();
        }

        assertThat(seen).containsExactly(span, span, span);
    }

    @Test
    void wrappedExecutor_isNotWrappedAgain() {
        ScheduledExecutorService scheduled = Executors.newSingleThreadScheduledExecutor();
        ScheduledExecutorService wrapped = tracing.wrap(scheduled);

        assertThat(tracing.wrap(wrapped)).isSameAs(wrapped);
        assertThat(tracing.wrap((ExecutorService) wrapped)).isSameAs(wrapped);
        assertThat(tracing.wrap((Executor) wrapped)).isSameAs(wrapped).hasToString("carrying context: " + scheduled);
        wrapped.shutdown();
        assertThat(scheduled.isShutdown()).isTrue();
    }

    @Test
    void whatIsNull_isRefusedWhereItIsHandedOver() {
        Runnable noTask = nothing();
        Callable<String> noCallable = nothing();

        assertThatThrownBy(() -> executor.execute(noTask)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> executor.submit(noCallable)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> tracing.wrap(ExecutorTracingTest.<Executor>nothing()))
                .hasMessage("executor must not be null: executor=null");
        assertThatThrownBy(() -> ExecutorTracing.builder(OpenTelemetry.noop()).setWaitEvents(Duration.ofMillis(-1)))
                .hasMessage("after must not be negative: after=PT-0.001S");
    }

    private void holdThePool() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        pool.execute(() -> {
            running.countDown();
            awaitLatch(held);
        });
        running.await();
    }

    /** In a method of its own, so that nothing on the test's stack holds the value. */
    private WeakReference<Object> submitIn(List<Future<?>> futures) {
        Object value = new Object();
        try (Scope scope = Context.root().with(KEY, value).makeCurrent()) {
            futures.add(executor.submit(() -> {}));
        }
        return new WeakReference<>(value);
    }

    private static void inContext(Runnable step) {
        try (Scope scope = CONTEXT.makeCurrent()) {
            step.run();
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void add(List<Integer> ran, int rank, CountDownLatch done) {
        ran.add(rank);
        done.countDown();
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // as callers without annotations may
    private static <T> T nothing() {
        return null;
    }

    private record Ranked(int rank, Runnable task) implements Runnable, Comparable<Ranked> {
        @Override
        public void run() {
            task.run();
        }

        @Override
        public int compareTo(Ranked other) {
            return Integer.compare(rank, other.rank);
        }
    }
}
