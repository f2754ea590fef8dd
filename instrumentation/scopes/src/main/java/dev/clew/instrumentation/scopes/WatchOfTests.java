package dev.clew.instrumentation.scopes;

import io.opentelemetry.context.ContextStorage;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Watches every scope while a test with the extension runs, and costs the others a read. Threads: any. */
final class WatchOfTests {
    private static final int MOST_OPEN = 1 << 20;

    // The process has one context storage, and so one watch around it. Mutable, as that is.
    private static final WatchOfTests OF_THE_PROCESS = new WatchOfTests();

    private final AtomicInteger running = new AtomicInteger();
    private final Collection<ScopeLeak> leaks = new ConcurrentLinkedQueue<>();
    private final OpenScopes openScopes = new OpenScopes(MOST_OPEN, leaks::add);
    private boolean installed; // guarded by this

    private WatchOfTests() {}

    static WatchOfTests ofTheProcess() {
        return OF_THE_PROCESS;
    }

    /** Puts the watch around the process's storage; false when it is too late for that. */
    synchronized boolean install() {
        installed = installed || Installation.tryAdd(this::around);
        return installed;
    }

    private ContextStorage around(ContextStorage storage) {
        return new WatchingStorage(storage, openScopes, () -> running.get() > 0);
    }

    /** A test begins. Returns the position of its first scope. */
    long begin() {
        running.incrementAndGet();
        return openScopes.opened();
    }

    /** A test has ended. */
    void end() {
        running.decrementAndGet();
    }

    List<OpenScopes.Opening> openSince(long position, Predicate<OpenScopes.Opening> ofTheTest) {
        return openScopes.openSince(position).stream().filter(ofTheTest).toList();
    }

    /** Takes what has gone wrong in the test, those scopes included, which are not watched any longer. */
    List<ScopeLeak> take(List<OpenScopes.Opening> leftOpen, Predicate<ScopeLeak> inTheTest) {
        leftOpen.forEach(openScopes::giveUp);
        List<ScopeLeak> taken = leaks.stream().filter(inTheTest).toList();
        leaks.removeAll(taken);
        return taken;
    }
}
