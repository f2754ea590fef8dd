package dev.clew.instrumentation.executors;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The ways to hand a task over to an executor. */
enum Way {
    EXECUTE {
        @Override
        void run(ScheduledExecutorService executor, Callable<String> task) throws Exception {
            FutureTask<String> future = new FutureTask<>(task);
            executor.execute(future);
            future.get();
        }
    },
    SUBMIT_RUNNABLE {
        @Override
        void run(ScheduledExecutorService executor, Callable<String> task) throws Exception {
            executor.submit(runnable(task)).get();
        }
    },
    SUBMIT_RUNNABLE_WITH_RESULT {
        @Override
        void run(ScheduledExecutorService executor, Callable<String> task) throws Exception {
            executor.submit(runnable(task), "result").get();
        }
    },
    SUBMIT_CALLABLE {
        @Override
        void run(ScheduledExecutorService executor, Callable<String> task) throws Exception {
            executor.submit(task).get();
        }
    },
    INVOKE_ALL {
        @Override
        void run(ScheduledExecutorService executor, Callable<String> task) throws Exception {
            executor.invokeAll(List.of(task)).get(0).get();
        }
    },
    INVOKE_ALL_WITHIN_A_TIME {
        @Override
        void run(ScheduledExecutorService executor, Callable<String> task) throws Exception {
            executor.invokeAll(List.of(task), 60, TimeUnit.SECONDS).get(0).get();
        }
    },
    INVOKE_ANY {
        @Override
        void run(ScheduledExecutorService executor, Callable<String> task) throws Exception {
            executor.invokeAny(List.of(task));
        }
    },
    INVOKE_ANY_WITHIN_A_TIME {
        @Override
        void run(ScheduledExecutorService executor, Callable<String> task) throws Exception {
            executor.invokeAny(List.of(task), 60, TimeUnit.SECONDS);
        }
    },
    SCHEDULE_RUNNABLE {
        @Override
        void run(ScheduledExecutorService executor, Callable<String> task) throws Exception {
            executor.schedule(runnable(task), 1, TimeUnit.MILLISECONDS).get();
        }
    },
    SCHEDULE_CALLABLE {
        @Override
        void run(ScheduledExecutorService executor, Callable<String> task) throws Exception {
            executor.schedule(task, 1, TimeUnit.MILLISECONDS).get();
        }
    },
    FIXED_RATE {
        @Override
        void run(ScheduledExecutorService executor, Callable<String> task) throws Exception {
            once(task, run -> executor.scheduleAtFixedRate(run, 0, 1, TimeUnit.HOURS));
        }
    },
    FIXED_DELAY {
        @Override
        void run(ScheduledExecutorService executor, Callable<String> task) throws Exception {
            once(task, run -> executor.scheduleWithFixedDelay(run, 0, 1, TimeUnit.HOURS));
        }
    },
    COMPLETION_SERVICE {
        @Override
        void run(ScheduledExecutorService executor, Callable<String> task) throws Exception {
            ExecutorCompletionService<String> completion = new ExecutorCompletionService<>(executor);
            completion.submit(task);
            completion.take().get();
        }
    },
    COMPLETABLE_FUTURE {
        @Override
        void run(ScheduledExecutorService executor, Callable<String> task) throws Exception {
            CompletableFuture.runAsync(runnable(task), executor).get();
        }
    };

    /** Has the task run once on the executor, and returns when it has ended. */
    abstract void run(ScheduledExecutorService executor, Callable<String> task) throws Exception;

    private interface Schedule {
        ScheduledFuture<?> schedule(Runnable task);
    }

    private static void once(Callable<String> task, Schedule schedule) throws Exception {
        CountDownLatch ran = new CountDownLatch(1);
        ScheduledFuture<?> future = schedule.schedule(() -> {
            try {
                runnable(task).run();
            } finally {
                ran.countDown();
            }
        });
        ran.await();
        future.cancel(false);
    }

    private static Runnable runnable(Callable<String> task) {
        return () -> {
            try {
                task.call();
            } catch (RuntimeException unchanged) {
                throw unchanged;
            } catch (Exception checked) {
                throw new IllegalStateException(checked);
            }
        };
    }
}
