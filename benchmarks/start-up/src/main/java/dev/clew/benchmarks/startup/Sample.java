package dev.clew.benchmarks.startup;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/** One run of a program. Times in nanoseconds; that of the JVM is from its start by {@link StartUp} to its end. */
record Sample(long fromMainNanos, long jvmNanos, long cpuNanos, long classes, long threads) {
    /** The median of one figure; at least one sample. */
    static long median(List<Sample> samples, ToLongFunction<Sample> figure) {
        long[] sorted = samples.stream().mapToLong(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** The median of each figure, for itself. */
    static Sample median(List<Sample> samples) {
        return new Sample(
                median(samples, Sample::fromMainNanos),
                median(samples, Sample::jvmNanos),
                median(samples, Sample::cpuNanos),
                median(samples, Sample::classes),
                median(samples, Sample::threads));
    }

    /** What a program printed, as {@link Report} does. */
    static Sample parse(String output, long jvmNanos) {
        String line = output.lines()
                .filter(text -> text.startsWith("first span: "))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no span: " + output));
        long[] figures = Arrays.stream(line.substring("first span: ".length()).split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
        return new Sample(figures[0], jvmNanos, figures[1], figures[2], figures[3]);
    }
}
