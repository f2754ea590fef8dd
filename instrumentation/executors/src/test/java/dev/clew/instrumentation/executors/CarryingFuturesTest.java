package dev.clew.instrumentation.executors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.instrumentation.scopes.ScopeLeakExtension;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(ScopeLeakExtension.class)
class CarryingFuturesTest {
    private static final ContextKey<String> KEY = ContextKey.named("key");

    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    private final ExecutorService foreign = Executors.newSingleThreadExecutor(task -> new Thread(task, "foreign"));

    @AfterEach
    void ends() {
        pool.shutdown();
        foreign.shutdown();
    }

    @Test
    void stages_areInTheContextOfTheFirstFutureWhoeverCompletesIt() throws Exception {
        CompletableFuture<String> source;
        CompletableFuture<String> stages;
        try (Scope scope = contextOf("request").makeCurrent()) {
            source = CarryingFutures.newFuture(pool);
            stages = source.thenApplyAsync(value -> value + " " + current())
                    .thenApplyAsync(value -> value + " " + current());
        }
        complete(source, "answer");

        assertThat(stages.get()).isEqualTo("answer request request");
    }

    @Test
    void stage_attachedElsewhere_isInTheContextOfTheFirstFuture() throws Exception {
        CompletableFuture<String> supplied;
        try (Scope scope = contextOf("request").makeCurrent()) {
            supplied = CarryingFutures.supplyAsync(CarryingFuturesTest::current, pool);
        }
        CompletableFuture<String> stage;
        try (Scope scope = contextOf("other").makeCurrent()) {
            stage = supplied.thenApplyAsync(value -> value + " " + current());
        }

        assertThat(stage.get()).isEqualTo("request request");
        assertThat(stage.defaultExecutor()).isSameAs(supplied.defaultExecutor());
    }

    @Test
    void runAsync_runsInTheCallersContext() throws Exception {
        AtomicReference<String> seen = new AtomicReference<>();
        CompletableFuture<Void> run;
        try (Scope scope = contextOf("request").makeCurrent()) {
            run = CarryingFutures.runAsync(() -> seen.set(current()), pool);
        }
        run.get();

        assertThat(seen).hasValue("request");
    }

    @Test
    void copyOfAForeignFuture_carries() throws Exception {
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletableFuture<String> stage;
        try (Scope scope = contextOf("request").makeCurrent()) {
            stage = CarryingFutures.copyOf(source, pool).thenApplyAsync(value -> value + " " + current());
        }
        complete(source, "answer");

        assertThat(stage.get()).isEqualTo("answer request");
    }

    @Test
    void copyOfAFailedFuture_failsWithTheSame() {
        IllegalStateException thrown = new IllegalStateException("no stock");
        CompletableFuture<String> copy = CarryingFutures.copyOf(CompletableFuture.failedFuture(thrown), pool);

        assertThatThrownBy(copy::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isSameAs(thrown);
    }

    @Test
    void wrappedFunctionOfAnyStage_isInTheContextItWasWrappedIn() throws Exception {
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletableFuture<String> stage;
        try (Scope scope = contextOf("request").makeCurrent()) {
            stage = source.thenApply(Context.current()
                    .wrapFunction(value -> value + " " + current() + " "
                            + Thread.currentThread().getName()));
        }
        complete(source, "answer");

        assertThat(stage.get()).isEqualTo("answer request foreign");
    }

    @Test
    void chainMadeWhereNothingIsCurrent_runsInNoContext() throws Exception {
        CompletableFuture<String> stage = CarryingFutures.<String>newFuture(Runnable::run)
                .completeOnTimeout("late", 1, TimeUnit.MILLISECONDS)
                .thenApplyAsync(value -> value + " " + current());

        assertThat(stage.get()).isEqualTo("late nothing");
    }

    /** On a thread with a context of its own. */
    private void complete(CompletableFuture<String> future, String value) throws Exception {
        foreign.submit(() -> {
                    try (Scope scope = contextOf("foreign").makeCurrent()) {
                        future.complete(value);
                    }
                })
                .get();
    }

    private static Context contextOf(String value) {
        return Context.root().with(KEY, value);
    }

    private static String current() {
        return Objects.requireNonNullElse(Context.current().get(KEY), "nothing");
    }
}
