package dev.clew.instrumentation.scopes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchingStorageTest {
    private static final ContextKey<String> KEY = ContextKey.named("key");

    private final Context first = Context.root().with(KEY, "first");
    private final Context second = Context.root().with(KEY, "second");
    private final ConcurrentLinkedQueue<ScopeLeak> leaks = new ConcurrentLinkedQueue<>();
    private final ContextStorage plain = ContextStorage.defaultStorage();
    private final ContextStorage storage = ScopeWatch.watch(plain, 1, leaks::add);

    @AfterEach
    void leavesNothingCurrent() {
        Scope unused = plain.attach(Context.root());
    }

    @Test
    void scopesClosedInOrder_areNothingToTellOf() {
        try (Scope outer = storage.attach(first)) {
            try (Scope inner = storage.attach(second)) {
                assertThat(storage.current()).isSameAs(second);
            }
            assertThat(storage.current()).isSameAs(first);
        }

        assertThat(leaks).isEmpty();
        assertThat(storage.root()).isSameAs(plain.root());
    }

    @Test
    void scopeClosedBeforeAnInnerOne_isToldWithBothPlaces() {
        Scope outer = storage.attach(first);
        Scope inner = storage.attach(second);
        outer.close();
        inner.close();

        assertThat(leaks).singleElement().satisfies(leak -> {
            assertThat(leak.kind()).isEqualTo(ScopeLeak.Kind.CLOSED_OUT_OF_ORDER);
            assertThat(leak.cause()).contains("WatchingStorageTest.scopeClosedBeforeAnInnerOne_isToldWithBothPlaces");
            assertThat(leak.closedAt().get(0).getMethodName())
                    .isEqualTo("scopeClosedBeforeAnInnerOne_isToldWithBothPlaces");
            assertThat(leak.toString())
                    .startsWith("a scope was closed while another context was current\n  opened on "
                            + Thread.currentThread().getName() + "\n    at ")
                    .contains("\n  closed on ");
        });
    }

    @Test
    void scopeClosedOnAnotherThread_isTold() throws Exception {
        Scope scope = storage.attach(first);
        ExecutorService other = Executors.newSingleThreadExecutor(task -> new Thread(task, "other"));
        CompletableFuture.runAsync(scope::close, other).get();
        other.shutdown();

        assertThat(leaks).singleElement().satisfies(leak -> {
            assertThat(leak.kind()).isEqualTo(ScopeLeak.Kind.CLOSED_ELSEWHERE);
            assertThat(leak.closedBy()).isEqualTo("other");
            assertThat(leak.openedBy()).isEqualTo(Thread.currentThread().getName());
        });
    }

    @Test
    void scopeThatNobodyCanCloseAnyMore_isToldWhenALaterOneIsOpened() {
        leakOne();

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            System.gc();
            storage.attach(second).close();
            assertThat(leaks).extracting(ScopeLeak::kind).contains(ScopeLeak.Kind.LEFT_OPEN);
        });
        assertThat(leaks)
                .filteredOn(leak -> leak.kind() == ScopeLeak.Kind.LEFT_OPEN)
                .singleElement()
                .satisfies(leak -> {
                    assertThat(leak.cause()).contains("leakOne");
                    assertThat(leak.closedBy()).isNull();
                    assertThat(leak.closedAt()).isEmpty();
                });
    }

    @Test
    void scopeClosedTwice_isNothingToTellOf() {
        Scope scope = storage.attach(first);
        scope.close();
        scope.close();

        assertThat(leaks).isEmpty();
        assertThat(plain.current()).isIn(null, Context.root());
    }

    @Test
    void scopeThatChangesNothing_isNotWatched() {
        try (Scope scope = storage.attach(first)) {
            assertThat(storage.attach(first)).isNotInstanceOf(WatchedScope.class);
            assertThat(storage.attach(null)).isNotInstanceOf(WatchedScope.class);
        }
    }

    @Test
    void oneInSoMany_areWatched() {
        ContextStorage sampled = ScopeWatch.watch(plain, 10, leaks::add);
        int watched = 0;
        for (int i = 0; i < 10_000; i++) {
            try (Scope scope = sampled.attach(first)) {
                watched += scope instanceof WatchedScope ? 1 : 0;
            }
        }

        // A thousand, give or take seven standard deviations.
        assertThat(watched).isBetween(790, 1210);
    }

    @Test
    void moreOpenScopesThanThereIsRoomFor_areNotWatched() {
        OpenScopes openScopes = new OpenScopes(1, leaks::add);
        ContextStorage small = new WatchingStorage(plain, openScopes, () -> true);
        Scope outer = small.attach(first);
        Scope inner = small.attach(second);
        assertThat(openScopes.openSince(0)).hasSize(1);
        assertThat(openScopes.opened()).isEqualTo(1);
        inner.close();
        outer.close();

        assertThat(openScopes.openSince(0)).isEmpty();
        assertThat(leaks).isEmpty();
        assertThat(plain.current()).isIn(null, Context.root());
    }

    @Test
    void listenerThatThrows_changesNothing() {
        AtomicInteger asked = new AtomicInteger();
        ContextStorage throwing = ScopeWatch.watch(plain, 1, leak -> {
            asked.incrementAndGet();
            throw new IllegalStateException("thrown by the test's listener");
        });
        Scope outer = throwing.attach(first);
        Scope inner = throwing.attach(second);
        outer.close();
        inner.close();

        assertThat(asked).hasValue(1);
        assertThat(plain.current()).isSameAs(first);
    }

    @Test
    void install_afterAContextWasUsed_saysThatItIsTooLate() {
        Context unused = Context.current();

        assertThat(catchThrowable(ScopeWatch::install))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("first in main");
        assertThat(catchThrowable(() -> ScopeWatch.watch(plain, 0, leaks::add)))
                .hasMessage("oneIn must be at least 1: oneIn=0");
    }

    @Test
    void leakWithoutAStack_hasAnUnknownCause() {
        ScopeLeak leak = new ScopeLeak(ScopeLeak.Kind.LEFT_OPEN, "t", List.of(), null, List.of());

        assertThat(leak.cause()).isEqualTo("unknown");
        assertThat(leak).hasToString("a scope was left open\n  opened on t");
    }

    private void leakOne() {
        Scope unused = storage.attach(first);
    }
}
