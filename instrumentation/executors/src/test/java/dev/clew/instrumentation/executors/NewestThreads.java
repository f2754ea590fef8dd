package dev.clew.instrumentation.executors;

import java.util.concurrent.ThreadFactory;

/** Threads of the newest kind that this JDK has: virtual ones from 21 on, which a test for 17 can only reach by reflection. */
final class NewestThreads {
    private NewestThreads() {}

    static boolean areVirtual() {
        return Runtime.version().feature() >= 21;
    }

    static ThreadFactory factory() throws ReflectiveOperationException {
        if (!areVirtual()) {
            return Thread::new;
        }
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        return (ThreadFactory)
                Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
    }
}
