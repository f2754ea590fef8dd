package dev.clew.benchmarks.endtoend;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The results as a Markdown table: medians, and ratios against OpenTelemetry's SDK in the same run. */
final class Table {
    private static final String HEAD = """
            | spans/s | threads | compression | SDK | made | received/s | lost | not counted | flush said \
            | CPU/span, ns (raw) | : tuned HTTP | received : default HTTP | GC, ms | heap, MiB | memory, MiB | wire, B/span |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
            """;

    private final Map<Cell, List<Measurement>> results;

    Table(Map<Cell, List<Measurement>> results) {
        this.results = results;
    }

    @Override
    public String toString() {
        StringBuilder table = new StringBuilder(HEAD);
        results.keySet().forEach(cell -> table.append(row(cell)));
        return table.toString();
    }

    private String row(Cell cell) {
        List<Measurement> runs = results.getOrDefault(cell, List.of());
        double made = median(cell, Measurement::made);
        boolean always = runs.stream().allMatch(Measurement::saidSuccess);
        boolean never = runs.stream().noneMatch(Measurement::saidSuccess);
        boolean counted = cell.subject() != Subject.NOOP;
        return String.format(
                Locale.ROOT,
                "| %s | %d | %s | %s | %,.0f | %s | %s | %s | %s | %,.0f (%,.0f) | %s | %s | %.0f | %.0f | %.0f | %s |%n",
                cell.load(),
                cell.threads(),
                cell.compression(),
                cell.subject().title(),
                made,
                counted ? String.format(Locale.ROOT, "%,.0f", median(cell, Measurement::receivedPerSecond)) : "-",
                counted ? String.format(Locale.ROOT, "%.1f %%", median(cell, Measurement::lost) * 100 / made) : "-",
                counted ? String.format(Locale.ROOT, "%,.0f", median(cell, Measurement::lostSilently)) : "-",
                always ? "success" : never ? "failure" : "both",
                net(cell),
                counted
                        ? median(cell, Measurement::cpuNanosPerReceived)
                        : median(cell, Measurement::warmCpuNanosPerMade),
                counted ? ratio(net(cell), net(cell.with(Subject.OTEL_TUNED_HTTP))) : "-",
                counted ? ratio(receivedPerSecond(cell), receivedPerSecond(cell.with(Subject.OTEL_HTTP))) : "-",
                figure(cell, "gcMillis"),
                figure(cell, "peakHeapBytes") / (1 << 20),
                figure(cell, "peakMemoryBytes") / (1 << 20),
                counted ? Math.round(median(cell, run -> (double) run.sink().get("bytes") / run.received())) : "-");
    }

    private double receivedPerSecond(Cell cell) {
        return median(cell, Measurement::receivedPerSecond);
    }

    // CPU of the process for each span that arrived, less the compiler, and what making spans costs without an SDK.
    private double net(Cell cell) {
        if (cell.subject() == Subject.NOOP) {
            return 0;
        }
        double noop = median(cell.with(Subject.NOOP), Measurement::warmCpuNanosPerMade);
        return median(cell, run -> run.netCpuNanosPerReceived(Double.isNaN(noop) ? 0 : noop));
    }

    private double figure(Cell cell, String name) {
        return median(cell, run -> run.driver().get(name));
    }

    private double median(Cell cell, ToDoubleFunction<Measurement> value) {
        double[] sorted = results.getOrDefault(cell, List.of()).stream()
                .mapToDouble(value)
                .sorted()
                .toArray();
        return sorted.length == 0 ? Double.NaN : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static String ratio(double value, double of) {
        return Double.isNaN(of) ? "-" : String.format(Locale.ROOT, "%.2f", value / of);
    }
}
