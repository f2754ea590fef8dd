package dev.clew.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Prints the targets that JMH can check, each with what was measured. */
final class TargetTable {
    private static final String SPAN = "SpanBenchmark";
    private static final String THREADS = "ThreadsBenchmark";
    private static final String EXCEPTION = "ExceptionBenchmark";
    private static final String NOT_MEASURED = "not measured";

    private final Results results;
    private final List<String> rows = new ArrayList<>();

    TargetTable(Results results) {
        this.results = results;
    }

    /** Prints the targets with what is in a file that JMH wrote. */
    public static void main(String[] args) {
        System.out.print(new TargetTable(Results.read(Path.of(args[0]))).text());
    }

    String text() {
        rows.clear();
        timeRatio("bare span, encoded (theirs: not), against the OpenTelemetry SDK", "bare", 0.40);
        absolute("bare span, bytes on the caller's thread", "bare", Measurement::callerBytes, "B", 136);
        timeRatio(
                "request: two spans, 7 attributes, 1 event, two scopes, against the OpenTelemetry SDK",
                "request",
                0.50);
        absolute("request, bytes on the caller's thread", "request", Measurement::callerBytes, "B", 600);
        absolute("span not sampled", "notSampled", Measurement::nanos, "ns", 15);
        absolute("span not sampled, bytes on the caller's thread", "notSampled", Measurement::callerBytes, "B", 48);
        scaling("2 threads over 1, bare spans, the sender idle", "bare", "bareOn2");
        scaling("2 threads over 1, requests, the sender idle", "request", "requestOn2");
        recordException();
        extract();
        return "| what | target | measured | verdict |\n|---|---|---|---|\n" + String.join("", rows);
    }

    private void timeRatio(String what, String shape, double limit) {
        atMost(what, limit, "x", quotient(find(SPAN, shape, Sdk.CLEW), find(SPAN, shape, Sdk.OPENTELEMETRY)));
    }

    private void extract() {
        String type = "PropagationBenchmark";
        String name = "extract, members=3";
        atMost(
                "extract with three tracestate members, against OpenTelemetry's propagator",
                0.20,
                "x",
                quotient(find(type, name, Sdk.CLEW), find(type, name, Sdk.OPENTELEMETRY)));
    }

    private void absolute(String what, String shape, ToDoubleFunction<Measurement> value, String unit, double limit) {
        Optional<Figure> figure = find(SPAN, shape, Sdk.CLEW)
                // Whole bytes: the rest is what other work of the thread allocates now and then.
                .map(one -> new Figure(
                        unit.equals("B") ? Math.rint(value.applyAsDouble(one)) : value.applyAsDouble(one), ""))
                .filter(one -> !Double.isNaN(one.value()));
        atMost(what, limit, unit, figure);
    }

    /** What an exception adds to a span, against what it adds with the OpenTelemetry SDK. */
    private void recordException() {
        Optional<Figure> ours = added(Sdk.CLEW);
        Optional<Figure> theirs = added(Sdk.OPENTELEMETRY);
        // A difference that is not positive says only that the runs were too unsteady.
        Optional<Figure> ratio = ours.filter(our -> our.value() > 0)
                .flatMap(our -> theirs.filter(their -> their.value() > 0)
                        .map(their -> new Figure(
                                our.value() / their.value(),
                                String.format(Locale.ROOT, " = %,.0f ns : %,.0f ns", our.value(), their.value()))));
        atMost("recordException, 62 frames, caller's thread, against the OpenTelemetry SDK", 0.15, "x", ratio);
    }

    private Optional<Figure> added(Sdk sdk) {
        return find(EXCEPTION, "with", sdk)
                .flatMap(with ->
                        find(EXCEPTION, "without", sdk).map(without -> new Figure(with.nanos() - without.nanos(), "")));
    }

    private void scaling(String what, String one, String two) {
        Optional<Figure> figure = find(SPAN, one, Sdk.CLEW)
                .flatMap(alone -> find(THREADS, two, Sdk.CLEW)
                        .map(both -> new Figure(
                                2 * alone.nanos() / both.nanos(),
                                " = 2 x " + ResultTable.time(alone) + " : " + ResultTable.time(both))));
        row(what, ">= 1.70x", "x", figure, figure.filter(scale -> scale.value() >= 1.7));
    }

    private void atMost(String what, double limit, String unit, Optional<Figure> figure) {
        String target = "<= "
                + (unit.equals("x")
                        ? String.format(Locale.ROOT, "%.2fx", limit)
                        : String.format(Locale.ROOT, "%.0f %s", limit, unit));
        row(what, target, unit, figure, figure.filter(one -> one.value() <= limit));
    }

    private void row(String what, String target, String unit, Optional<Figure> figure, Optional<Figure> met) {
        String measured = figure.map(one -> one.text(unit)).orElse(NOT_MEASURED);
        String verdict = met.isPresent() ? "met" : figure.isPresent() ? "missed" : NOT_MEASURED;
        rows.add("| " + what + " | " + target + " | " + measured + " | " + verdict + " |\n");
    }

    private Optional<Measurement> find(String type, String name, Sdk sdk) {
        return results.find(type, name, sdk);
    }

    private static Optional<Figure> quotient(Optional<Measurement> ours, Optional<Measurement> theirs) {
        return ours.flatMap(our -> theirs.map(their -> new Figure(
                our.nanos() / their.nanos(), " = " + ResultTable.time(our) + " : " + ResultTable.time(their))));
    }

    /** A number, and where it comes from. */
    private record Figure(double value, String origin) {
        String text(String unit) {
            return (unit.equals("x")
                            ? String.format(Locale.ROOT, "%.2fx", value)
                            : String.format(Locale.ROOT, "%.1f %s", value, unit))
                    + origin;
        }
    }
}
