package dev.clew.benchmarks.startup;

import java.lang.management.ManagementFactory;

/** What a program says when its span is there: one line, read by {@link StartUp}. The time is taken before anything is asked. */
final class Report {
    private Report() {}

    /** Prints and ends the JVM at once; with {@code -Dtrain=true} in the way that writes an archive of its classes. */
    static void endAt(long startNanos) {
        long nanos = System.nanoTime() - startNanos;
        long cpuNanos = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
        long classes = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
        long threads = ManagementFactory.getThreadMXBean().getTotalStartedThreadCount();
        System.out.println("first span: " + nanos + " " + cpuNanos + " " + classes + " " + threads);
        if (Boolean.getBoolean("train")) {
            System.exit(0);
        }
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }
}
