package dev.clew.benchmarks.endtoend;

import java.util.concurrent.TimeUnit;

/**
 * What came out of one run of a cell.
 *
 * @param driver what the process that made spans says
 * @param sink what arrived, in the same time
 */
record Measurement(Cell cell, Figures driver, Figures sink) {
    long made() {
        return driver.get("made");
    }

    /** Spans that arrived, each once. */
    long received() {
        return sink.get("distinct");
    }

    long lost() {
        return made() - received();
    }

    /** Spans that are missing and of which the SDK says nothing. */
    long lostSilently() {
        return lost() - driver.get("counted");
    }

    boolean saidSuccess() {
        return driver.get("flushed") == 1;
    }

    double cpuNanosPerReceived() {
        return (double) driver.get("cpuNanos") / received();
    }

    /** Without the JVM's compiler, which has little to do once a process has run for a while. */
    double warmCpuNanosPerMade() {
        return (double) warmCpuNanos() / made();
    }

    /** As {@link #warmCpuNanosPerMade}, for each span that arrived, less what making the spans costs with no SDK. */
    double netCpuNanosPerReceived(double noopNanosPerMade) {
        return (warmCpuNanos() - noopNanosPerMade * made()) / received();
    }

    private long warmCpuNanos() {
        return driver.get("cpuNanos") - driver.get("compilerNanos");
    }

    double receivedPerSecond() {
        return received() / seconds();
    }

    /** Until everything was sent, or given up. */
    double seconds() {
        return (double) driver.get("wallNanos") / TimeUnit.SECONDS.toNanos(1);
    }

    double cpuMillis() {
        return (double) driver.get("cpuNanos") / TimeUnit.MILLISECONDS.toNanos(1);
    }
}
