package dev.clew.instrumentation.scopes;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The watched scopes that are open, and who is told of those that go wrong. One that nobody can close any more, because it was
 * garbage collected, is found when the next one is opened: no thread waits for it.
 *
 * <p>Threads: any. When full: {@link #open} returns null, and the scope goes unwatched. A listener that throws is not asked why.
 */
final class OpenScopes {
    private final int most;
    private final Consumer<ScopeLeak> listener;
    private final Set<Opening> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong opened = new AtomicLong();
    private final ReferenceQueue<WatchedScope> collected = new ReferenceQueue<>();

    OpenScopes(int most, Consumer<ScopeLeak> listener) {
        this.most = most;
        this.listener = listener;
    }

    /** Remembers the scope with its thread and stack, or returns null. */
    @Nullable
    Opening open(WatchedScope scope) {
        reportCollected();
        if (count.get() >= most) {
            return null;
        }
        Opening opening = new Opening(scope, collected, opened.getAndIncrement());
        count.incrementAndGet();
        open.add(opening);
        return opening;
    }

    /** False when it was closed before, or is unwatched. */
    boolean close(@Nullable Opening opening) {
        if (opening == null || !open.remove(opening)) {
            return false;
        }
        count.decrementAndGet();
        opening.clear();
        return true;
    }

    /** Tells of a scope that was just closed the wrong way, by this thread. */
    void report(Opening opening, ScopeLeak.Kind kind) {
        tell(new ScopeLeak(
                kind, opening.threadName, opening.stack, Thread.currentThread().getName(), Stack.ofCaller()));
    }

    /** How many have been opened so far: what {@link #openSince} takes. */
    long opened() {
        return opened.get();
    }

    /** Those opened since then that are still open. */
    List<Opening> openSince(long position) {
        return open.stream().filter(opening -> opening.position >= position).toList();
    }

    /** Tells of a scope that is still open, and forgets it. */
    void giveUp(Opening opening) {
        if (close(opening)) {
            tell(opening.leftOpen());
        }
    }

    private void reportCollected() {
        for (Reference<?> reference = collected.poll(); reference != null; reference = collected.poll()) {
            if (reference instanceof Opening opening) {
                giveUp(opening);
            }
        }
    }

    private void tell(ScopeLeak leak) {
        try {
            listener.accept(leak);
        } catch (RuntimeException ignored) {
            // Whoever opens or closes a scope is not to blame for the listener.
        }
    }

    /** When, where and by whom a scope was opened. Does not hold the scope, nor its context, nor the thread. */
    static final class Opening extends PhantomReference<WatchedScope> {
        private final long position;
        private final long threadId = threadId();
        private final String threadName = Thread.currentThread().getName();
        private final List<StackTraceElement> stack = Stack.ofCaller();

        private Opening(WatchedScope scope, ReferenceQueue<WatchedScope> collected, long position) {
            super(scope, collected);
            this.position = position;
        }

        boolean isOfThisThread() {
            return isOfThread(threadId());
        }

        boolean isOfThread(long id) {
            return threadId == id;
        }

        private ScopeLeak leftOpen() {
            return new ScopeLeak(ScopeLeak.Kind.LEFT_OPEN, threadName, stack, null, List.of());
        }
    }

    /** Never used again for another thread, virtual ones included. */
    static long threadId() {
        return Thread.currentThread().getId();
    }
}
