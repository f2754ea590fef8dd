package dev.clew.benchmarks;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Prints what JMH measured as tables in Markdown: a row for each shape, a column for each SDK, and the ratios. */
final class ResultTable {
    static final String LEGEND = """
            A cell: time for one operation, the median of the forks with half their range; bytes that the calling threads allocate,
            and after the slash those of all threads; spans that never reached the exporter, from 0.5 % on. A ratio: of times, and of the
            callers' bytes.
            """;

    private static final double WORTH_SAYING_PERCENT = 0.5;
    private static final String NOTHING = "-";

    private final Results results;

    ResultTable(Results results) {
        this.results = results;
    }

    /** Prints the tables of a file that JMH wrote. */
    public static void main(String[] args) {
        System.out.print(new ResultTable(Results.read(Path.of(args[0]))).text());
    }

    /** A table for each class of benchmarks, and how to read them. */
    String text() {
        Map<String, Map<String, Row>> tables = new LinkedHashMap<>();
        for (Measurement one : results.all()) {
            tables.computeIfAbsent(one.type(), type -> new LinkedHashMap<>())
                    .computeIfAbsent(one.name(), name -> new Row(one.type(), name));
        }
        StringBuilder text = new StringBuilder(LEGEND);
        tables.forEach((type, rows) -> {
            text.append("\n| ").append(type);
            text.append(" | no-op API | OpenTelemetry SDK | Brave | Clew | Clew : SDK | Clew : Brave |\n");
            text.append("|---|---|---|---|---|---|---|\n");
            rows.values().forEach(row -> text.append(row.text()));
        });
        return text.toString();
    }

    private final class Row {
        private final String type;
        private final String name;

        Row(String type, String name) {
            this.type = type;
            this.name = name;
        }

        String text() {
            StringBuilder text = new StringBuilder("| ").append(name);
            for (Sdk sdk : Sdk.values()) {
                text.append(" | ").append(of(sdk).map(ResultTable::cell).orElse(NOTHING));
            }
            text.append(" | ").append(ratio(Sdk.OPENTELEMETRY));
            text.append(" | ").append(ratio(Sdk.BRAVE));
            return text.append(" |\n").toString();
        }

        private Optional<Measurement> of(Sdk sdk) {
            return results.find(type, name, sdk);
        }

        private String ratio(Sdk other) {
            Optional<Measurement> ours = of(Sdk.CLEW);
            Optional<Measurement> theirs = of(other);
            if (ours.isEmpty() || theirs.isEmpty()) {
                return NOTHING;
            }
            return quotient(ours.get(), theirs.get(), Measurement::nanos) + ", "
                    + quotient(ours.get(), theirs.get(), Measurement::bytes);
        }
    }

    private static String quotient(Measurement ours, Measurement theirs, ToDoubleFunction<Measurement> of) {
        double quotient = of.applyAsDouble(ours) / of.applyAsDouble(theirs);
        return Double.isFinite(quotient) ? String.format(Locale.ROOT, "%.2f", quotient) : NOTHING;
    }

    private static String cell(Measurement one) {
        StringBuilder cell = new StringBuilder(time(one));
        if (!Double.isNaN(one.allBytes())) {
            String callers = Double.isNaN(one.callerBytes()) ? "?" : number(one.callerBytes());
            cell.append(", ")
                    .append(callers)
                    .append('/')
                    .append(number(one.allBytes()))
                    .append(" B");
        }
        if (one.lostPercent() >= WORTH_SAYING_PERCENT) {
            cell.append(String.format(Locale.ROOT, ", %.0f %% lost", one.lostPercent()));
        }
        return cell.toString();
    }

    /** The time with its spread, in nanoseconds. */
    static String time(Measurement one) {
        return one.nanos() < 100
                ? String.format(Locale.ROOT, "%.1f ±%.1f ns", one.nanos(), one.spread())
                : String.format(Locale.ROOT, "%,.0f ±%,.0f ns", one.nanos(), one.spread());
    }

    private static String number(double bytes) {
        return String.format(Locale.ROOT, "%,.0f", bytes);
    }
}
