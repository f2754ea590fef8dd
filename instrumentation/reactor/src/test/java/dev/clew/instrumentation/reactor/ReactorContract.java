package dev.clew.instrumentation.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.clew.instrumentation.http.contract.Telemetry;
import dev.clew.instrumentation.scopes.ScopeLeakExtension;
import dev.clew.tree.TraceTree;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.Disposable;
import reactor.core.Scannable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** What is current in Reactor's operators, on any SDK. */
@Timeout(60)
@ExtendWith(ScopeLeakExtension.class)
abstract class ReactorContract {
    private static final ContextKey<String> KEY = ContextKey.named("key");
    private static final int REQUESTS = 200;

    private final Telemetry telemetry = telemetry();
    private final Tracer tracer = telemetry.openTelemetry().getTracer("contract");
    private final Scheduler first = Schedulers.newSingle("first");
    private final Scheduler second = Schedulers.newParallel("second", 2);

    abstract Telemetry telemetry();

    @BeforeEach
    void installs() {
        ReactorTracing.install();
    }

    @AfterEach
    void ends() {
        ReactorTracing.uninstall();
        first.dispose();
        second.dispose();
        telemetry.close();
    }

    @Test
    void operators_areInTheTraceOfTheSubscriber_onEveryThread() {
        Mono<String> chain = Mono.fromCallable(() -> spanNamed("source"))
                .subscribeOn(first)
                .map(source -> spanNamed("mapped on " + thread()))
                .publishOn(second)
                .flatMap(mapped -> Mono.fromCallable(() -> spanNamed("inner on " + thread())))
                .map(inner -> spanNamed("last"));

        inSpan("caller", chain::block);

        assertThat(trees()).isEqualTo("caller > (source, mapped on first, inner on second, last)");
    }

    @Test
    void delayedSignals_areInTheTraceOfTheSubscriber() {
        Flux<String> ticks = Flux.interval(Duration.ofMillis(1), second).take(2).map(tick -> spanNamed("tick " + tick));

        inSpan("caller", ticks::blockLast);

        assertThat(trees()).isEqualTo("caller > (tick 0, tick 1)");
    }

    @Test
    void contextThatWasWritten_winsOverTheCurrentOne() {
        Mono<String> chain = Mono.fromCallable(ReactorContract::current)
                .subscribeOn(first)
                .contextWrite(ReactorTracing.with(contextOf("written")));

        try (Scope scope = contextOf("current").makeCurrent()) {
            assertThat(chain.block()).isEqualTo("written");
        }
        assertThat(chain.block()).isEqualTo("written");
    }

    @Test
    void contextOfTheChain_canBeAskedFor() {
        Mono<String> asked = Mono.deferContextual(view ->
                Mono.just(Objects.requireNonNull(ReactorTracing.from(view).get(KEY))));

        try (Scope scope = contextOf("subscriber's").makeCurrent()) {
            assertThat(asked.subscribeOn(first).block()).isEqualTo("subscriber's");
            assertThat(asked.contextWrite(ReactorTracing.with(contextOf("written")))
                            .block())
                    .isEqualTo("written");
        }
        assertThat(ReactorTracing.from(reactor.util.context.Context.empty())).isSameAs(Context.root());
    }

    @Test
    void failuresAndCompletion_areSignalledInTheContext() {
        ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
        IllegalStateException thrown = new IllegalStateException("no stock");
        Mono<String> failing =
                Mono.<String>error(thrown).publishOn(first).doOnError(failure -> seen.add("error " + current()));
        Mono<String> empty = Mono.<String>empty().publishOn(first).doOnTerminate(() -> seen.add("end " + current()));

        try (Scope scope = contextOf("request").makeCurrent()) {
            assertThat(catchThrowable(failing::block)).isSameAs(thrown);
            assertThat(empty.block()).isNull();
        }

        assertThat(seen).containsExactly("error request", "end request");
    }

    @Test
    void cancellation_goesUpInTheContext() throws InterruptedException {
        ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
        CountDownLatch cancelled = new CountDownLatch(1);
        Disposable running;
        try (Scope scope = contextOf("request").makeCurrent()) {
            running = Mono.never()
                    .doOnCancel(() -> seen.add(current()))
                    .doFinally(signal -> cancelled.countDown())
                    .subscribe();
        }
        running.dispose();
        cancelled.await();

        assertThat(seen).containsExactly("request");
    }

    @Test
    void requestsAtTheSameTime_doNotMix() {
        List<String> expected =
                IntStream.range(0, REQUESTS).mapToObj(i -> i + "=" + i).sorted().toList();
        List<Mono<String>> requests = IntStream.range(0, REQUESTS)
                .mapToObj(i -> Mono.fromCallable(() -> i)
                        .subscribeOn(second)
                        .publishOn(first)
                        .map(value -> value + "=" + current())
                        .contextWrite(ReactorTracing.with(contextOf(String.valueOf(i)))))
                .toList();

        assertThat(Flux.merge(requests).collectSortedList().block()).isEqualTo(expected);
    }

    @Test
    void threads_haveNothingLeftOver() {
        try (Scope scope = contextOf("request").makeCurrent()) {
            assertThat(Mono.fromCallable(ReactorContract::current)
                            .subscribeOn(first)
                            .block())
                    .isEqualTo("request");
        }

        assertThat(Mono.fromCallable(ReactorContract::current)
                        .subscribeOn(first)
                        .block())
                .isEqualTo("nothing");
    }

    @Test
    void chainsAfterUninstalling_areNotCarriedInto() {
        ReactorTracing.uninstall();

        try (Scope scope = contextOf("request").makeCurrent()) {
            assertThat(Mono.fromCallable(ReactorContract::current)
                            .subscribeOn(first)
                            .block())
                    .isEqualTo("nothing");
        }
    }

    @Test
    void chain_canStillBeScanned() {
        ConcurrentLinkedQueue<Integer> parents = new ConcurrentLinkedQueue<>();
        try (Scope scope = contextOf("request").makeCurrent()) {
            Mono.just("a")
                    .map(value -> value)
                    .doOnSubscribe(subscription -> parents.add(
                            (int) Scannable.from(subscription).parents().count()))
                    .block();
        }

        assertThat(parents).singleElement().satisfies(count -> assertThat(count).isPositive());
    }

    private String spanNamed(String name) {
        tracer.spanBuilder(name).startSpan().end();
        return name;
    }

    private void inSpan(String name, Runnable step) {
        Span span = tracer.spanBuilder(name).startSpan();
        try (Scope scope = span.makeCurrent()) {
            step.run();
        } finally {
            span.end();
        }
    }

    private String trees() {
        return TraceTree.of(telemetry.finishedSpans()).stream()
                .map(TraceTree::toLine)
                .collect(Collectors.joining("\n"));
    }

    private static String thread() {
        return Thread.currentThread().getName().replaceAll("-.*", "");
    }

    private static Context contextOf(String value) {
        return Context.root().with(KEY, value);
    }

    private static String current() {
        return Objects.requireNonNullElse(Context.current().get(KEY), "nothing");
    }
}
