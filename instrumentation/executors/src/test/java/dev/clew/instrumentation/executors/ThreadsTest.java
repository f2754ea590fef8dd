package dev.clew.instrumentation.executors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.scopes.ScopeLeakExtension;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Threads, virtual ones included, and fork-join pools. */
@Timeout(60)
@ExtendWith(ScopeLeakExtension.class)
class ThreadsTest {
    private static final ContextKey<Integer> KEY = ContextKey.named("key");
    private static final int TASKS = 1000;

    private final ExecutorTracing tracing = ExecutorTracing.create();

    @Test
    void thread_hasTheContextOfWhoeverMadeIt() throws Exception {
        ThreadFactory threads = tracing.wrapThreads(NewestThreads.factory());
        FutureTask<Integer> made = new FutureTask<>(ThreadsTest::current);
        Thread thread;
        try (Scope scope = contextOf(7).makeCurrent()) {
            thread = threads.newThread(made);
        }
        thread.start();

        assertThat(made.get()).isEqualTo(7);
    }

    @Test
    void threadForEachTask_hasTheContextOfItsOwnTask() throws Exception {
        ThreadFactory threads = tracing.wrapThreads(NewestThreads.factory());
        List<FutureTask<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            FutureTask<Integer> task = new FutureTask<>(ThreadsTest::current);
            tasks.add(task);
            try (Scope scope = contextOf(i).makeCurrent()) {
                threads.newThread(task).start();
            }
        }

        for (int i = 0; i < TASKS; i++) {
            assertThat(tasks.get(i).get()).isEqualTo(i);
        }
    }

    @Test
    void executorOfThreadsForEachTask_carries() throws Exception {
        ExecutorService threads = tracing.wrap(threadPerTask());
        List<Future<Integer>> futures = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            try (Scope scope = contextOf(i).makeCurrent()) {
                futures.add(threads.submit(ThreadsTest::current));
            }
        }

        for (int i = 0; i < TASKS; i++) {
            assertThat(futures.get(i).get()).isEqualTo(i);
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void carryingTask_carriesIntoEveryTaskItForks() {
        ForkJoinPool pool = new ForkJoinPool(4);
        int sum;
        try (Scope scope = contextOf(1).makeCurrent()) {
            sum = pool.invoke(new Sum(0, 256));
        } finally {
            pool.shutdown();
        }

        assertThat(sum).isEqualTo(256);
    }

    @Test
    void carryingAction_runsInItsContext() {
        ForkJoinPool pool = new ForkJoinPool(1);
        List<Integer> seen = new ArrayList<>();
        CarryingAction action;
        try (Scope scope = contextOf(3).makeCurrent()) {
            action = new CarryingAction() {
                @Override
                protected void computeInContext() {
                    seen.add(current());
                }
            };
        }
        pool.invoke(action);
        pool.shutdown();

        assertThat(seen).containsExactly(3);
    }

    @Test
    void taskThatAForkJoinThreadRunsWhileItWaits_isNotInTheWaitingOnesContext() throws Exception {
        ExecutorService pool = tracing.wrap(new ForkJoinPool(1));
        Future<List<Integer>> outer;
        try (Scope scope = contextOf(1).makeCurrent()) {
            outer = pool.submit(() -> {
                Future<Integer> bare;
                try (Scope none = Context.root().makeCurrent()) {
                    bare = pool.submit(ThreadsTest::current);
                }
                Future<Integer> other;
                try (Scope second = contextOf(2).makeCurrent()) {
                    other = pool.submit(ThreadsTest::current);
                }
                // There is no other thread: waiting for them runs them here.
                return List.of(bare.get(), other.get(), current());
            });
        }

        assertThat(outer.get()).containsExactly(-1, 2, 1);
        pool.shutdown();
    }

    @Test
    void parallelStream_carriesOnlyIntoFunctionsThatAreWrapped() {
        List<Integer> seen;
        try (Scope scope = contextOf(5).makeCurrent()) {
            seen = IntStream.range(0, TASKS)
                    .parallel()
                    .boxed()
                    .map(Context.current().<Integer, Integer>wrapFunction(ignored -> current()))
                    .distinct()
                    .toList();
        }

        assertThat(seen).containsExactly(5);
    }

    private static ExecutorService threadPerTask() throws ReflectiveOperationException {
        if (!NewestThreads.areVirtual()) {
            return Executors.newCachedThreadPool();
        }
        return (ExecutorService) Executors.class
                .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                .invoke(null, NewestThreads.factory());
    }

    private static Context contextOf(int value) {
        return Context.root().with(KEY, value);
    }

    private static int current() {
        return Objects.requireNonNullElse(Context.current().get(KEY), -1);
    }

    /** Adds up what is current in each of so many leaves. */
    private static final class Sum extends CarryingTask<Integer> {
        private final int from;
        private final int to;

        Sum(int from, int to) {
            this.from = from;
            this.to = to;
        }

        @Override
        protected Integer computeInContext() {
            if (to - from == 1) {
                return current();
            }
            int middle = (from + to) / 2;
            Sum left = new Sum(from, middle);
            left.fork();
            return new Sum(middle, to).invoke() + left.join();
        }
    }
}
