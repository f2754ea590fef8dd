package dev.clew.benchmarks.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What this process has used so far. */
final class Cost {
    private Cost() {}

    /** CPU of all threads, the JVM's own included, and time spent collecting garbage. */
    static Figures soFar() {
        Figures figures = new Figures();
        figures.put("cpuNanos", cpuNanos());
        figures.put(
                "gcMillis",
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .sum());
        figures.put("compilerNanos", compilerNanos());
        figures.put("wallNanos", System.nanoTime());
        return figures;
    }

    private static long cpuNanos() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            return system.getProcessCpuTime();
        }
        throw new IllegalStateException("this JVM does not say how much CPU it used");
    }

    // A JVM that has run for long compiles nothing any more, so this is shown apart from the rest.
    private static long compilerNanos() {
        Path threads = Path.of("/proc/self/task");
        if (!Files.isReadable(threads)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(threads)) {
            return all.filter(thread -> read(thread.resolve("comm")).contains("CompilerThre"))
                    .map(thread -> read(thread.resolve("schedstat")))
                    .filter(line -> !line.isEmpty())
                    .mapToLong(line -> Long.parseLong(line.substring(0, line.indexOf(' '))))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException ended) {
            return ""; // the thread has ended meanwhile
        }
    }

    /** The most heap that was used at a time, and the most memory that the process had. */
    static void addPeaks(Figures figures) throws IOException {
        long heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
                .sum();
        figures.put("peakHeapBytes", heap);
        figures.put("peakMemoryBytes", peakMemoryBytes());
    }

    private static long peakMemoryBytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        List<String> lines = Files.isReadable(status) ? Files.readAllLines(status) : List.of();
        return lines.stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(kibibytes -> Long.parseLong(kibibytes) << 10)
                .findFirst()
                .orElse(0);
    }
}
