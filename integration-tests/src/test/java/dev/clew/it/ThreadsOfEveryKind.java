package dev.clew.it;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Threads of the newest kind that this JDK has: virtual ones from 21 on, which a test for 17 can only reach by reflection. */
final class ThreadsOfEveryKind {
    private static final boolean VIRTUAL = Runtime.version().feature() >= 21;

    private ThreadsOfEveryKind() {}

    static boolean areVirtual() {
        return VIRTUAL;
    }

    /** Starts the task on a thread of its own. */
    static Thread start(Runnable task) {
        if (!VIRTUAL) {
            Thread thread = new Thread(task);
            thread.start();
            return thread;
        }
        try {
            return (Thread) Virtual.START.invokeExact(task);
        } catch (Throwable failed) {
            throw new LinkageError("Thread.startVirtualThread", failed);
        }
    }

    private static final class Virtual {
        static final MethodHandle START;

        static {
            try {
                START = MethodHandles.lookup()
                        .findStatic(
                                Thread.class,
                                "startVirtualThread",
                                MethodType.methodType(Thread.class, Runnable.class));
            } catch (ReflectiveOperationException before21) {
                throw new ExceptionInInitializerError(before21);
            }
        }
    }
}
