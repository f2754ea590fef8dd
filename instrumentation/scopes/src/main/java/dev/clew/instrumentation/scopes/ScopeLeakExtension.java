package dev.clew.instrumentation.scopes;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Fails a JUnit 5 or 6 test that leaves a scope open, closes one out of order or on another thread, and says where it was opened.
 * What a test left current does not reach the next one.
 *
 * <pre>{@code
 * @ExtendWith(ScopeLeakExtension.class)
 * class OrdersTest {
 *     // tests
 * }
 * }</pre>
 *
 * <p>Threads: scopes of every thread are watched, from before the first {@code @BeforeEach} to after the last
 * {@code @AfterEach}; other threads get a second to close theirs. Where tests run at the same time, nobody knows which of them
 * another thread belongs to: then those of the test's own thread are watched only.
 */
public final class ScopeLeakExtension implements BeforeEachCallback, AfterEachCallback {
    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(ScopeLeakExtension.class);
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final WatchOfTests watch = WatchOfTests.ofTheProcess();

    /** For JUnit, and for {@code @RegisterExtension}. */
    public ScopeLeakExtension() {}

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!watch.install()) {
            throw new IllegalStateException(
                    "scopes can only be watched from before the first use of a context on: clew-scopes must be on the class"
                            + " path that JUnit's launcher starts with");
        }
        boolean alone = context.getExecutionMode() == ExecutionMode.SAME_THREAD;
        Thread thread = Thread.currentThread();
        context.getStore(STORE)
                .put(
                        context.getUniqueId(),
                        new Watched(watch.begin(), ContextStorage.get().current(), thread, alone));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Watched test = context.getStore(STORE).remove(context.getUniqueId(), Watched.class);
        if (test == null) {
            return;
        }
        List<ScopeLeak> leaks = watch.take(test.leftOpen(watch), test::concerns);
        watch.end();
        test.restore();
        if (!leaks.isEmpty()) {
            StringBuilder message = new StringBuilder("scopes that were not closed as they should be: " + leaks.size());
            leaks.forEach(leak -> message.append('\n').append(leak));
            throw new AssertionError(message.toString());
        }
    }

    /**
     * A test under way.
     *
     * @param position of its first scope
     * @param before what was current on its thread, or null for nothing
     * @param alone whether no other test runs at the same time
     */
    private record Watched(long position, @Nullable Context before, Thread thread, boolean alone) {
        /** What is still open when the other threads have had time to close theirs. */
        List<OpenScopes.Opening> leftOpen(WatchOfTests watch) {
            long begun = System.nanoTime();
            List<OpenScopes.Opening> open = watch.openSince(position, this::concerns);
            while (!open.stream().allMatch(opening -> opening.isOfThread(thread.getId()))
                    && System.nanoTime() - begun < GRACE_NANOS) {
                LockSupport.parkNanos(this, LOOK_EVERY_NANOS);
                open = watch.openSince(position, this::concerns);
            }
            return open;
        }

        boolean concerns(OpenScopes.Opening opening) {
            return alone || opening.isOfThread(thread.getId());
        }

        boolean concerns(ScopeLeak leak) {
            return alone || leak.openedBy().equals(thread.getName());
        }

        /** Makes current again on the test's thread what was so before, without a scope that would have to be closed. */
        void restore() {
            if (Thread.currentThread().equals(thread)) {
                Scope unused = ContextStorage.get().attach(before == null ? Context.root() : before);
            }
        }
    }
}
