package dev.clew.benchmarks.endtoend;

import dev.clew.benchmarks.endtoend.Load.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The benchmark: runs the cells one after the other and prints a Markdown table. Run it from the root of the repository. */
public final class EndToEnd {
    private static final long OUTAGE_SECONDS = 60;
    private static final long SECONDS_BEFORE_THE_OUTAGE = 15;
    private static final long SECONDS_AWAY = 30;
    private static final long SLOW_SECONDS = 20;
    private static final long SLOW_MILLIS = 100;
    private static final long REST_SECONDS = 20;

    private final Plan plan;

    private EndToEnd(Plan plan) {
        this.plan = plan;
    }

    /** Runs {@code quick}, {@code standard}, {@code full}, {@code outage} or {@code rest}, with options as name=value. */
    public static void main(String[] args) throws IOException {
        EndToEnd benchmark = new EndToEnd(new Plan(args));
        switch (args[0]) {
            case "outage" -> benchmark.outage();
            case "rest" -> benchmark.rest();
            default -> benchmark.matrix();
        }
    }

    private void matrix() throws IOException {
        List<Cell> cells = plan.cells();
        say(cells.size() + " cells, " + plan.repeats() + " times each: about " + plan.minutes(cells.size()) + " min");
        Run run = new Run(plan, false, 0);
        Map<Cell, List<Measurement>> results = new LinkedHashMap<>();
        for (int repeat = 1; repeat <= plan.repeats(); repeat++) {
            for (Cell cell : cells) {
                Measurement result = run.of(cell);
                results.computeIfAbsent(cell, unused -> new ArrayList<>()).add(result);
                say(repeat + ": " + cell + " " + result.driver() + " received=" + result.received());
            }
        }
        System.out.println(new Table(results));
    }

    private void outage() throws IOException {
        say("a minute for each, and half a minute: about " + 2 * plan.subjects().size() + " min");
        System.out.println(
                "| | collector | spans made | lost | of these not counted | flush said |\n|---|---|---|---|---|---|");
        for (Subject subject : plan.subjects()) {
            Cell cell = new Cell(subject, Shape.REQUEST, 1_000, 1, "none");
            print("away 30 s of 60, at 1,000/s", new Run(plan, true, 0).of(cell, OUTAGE_SECONDS, sink -> {
                        Rest.seconds(SECONDS_BEFORE_THE_OUTAGE);
                        sink.ask("away");
                        Rest.seconds(SECONDS_AWAY);
                        sink.ask("back");
                    }));
        }
        for (Subject subject : plan.subjects()) {
            Cell cell = new Cell(subject, Shape.REQUEST, 10_000, 1, "none");
            print(
                    "answers after 100 ms, at 10,000/s",
                    new Run(plan, true, SLOW_MILLIS).of(cell, SLOW_SECONDS, sink -> {}));
        }
    }

    private static void print(String collector, Measurement result) {
        System.out.printf(
                "| %s | %s | %,d | %,d | %,d | %s |%n",
                result.cell().subject().title(),
                collector,
                result.made(),
                result.lost(),
                result.lostSilently(),
                result.saidSuccess() ? "success" : "failure");
    }

    private void rest() throws IOException {
        say("20 s for each: about " + plan.subjects().size() * plan.repeats() / 2 + " min");
        System.out.println("| | CPU in 20 s at rest, each run |\n|---|---|");
        for (Subject subject : plan.subjects()) {
            StringBuilder cells = new StringBuilder();
            for (int repeat = 0; repeat < plan.repeats(); repeat++) {
                Cell cell = new Cell(subject, Shape.REQUEST, Cell.AT_REST, 1, "none");
                Measurement result = new Run(plan, false, 0).of(cell, REST_SECONDS, sink -> {});
                cells.append(cells.isEmpty() ? "" : ", ")
                        .append(Math.round(result.cpuMillis()))
                        .append(" ms");
            }
            System.out.println("| " + subject.title() + " | " + cells + " |");
        }
    }

    private static void say(String progress) {
        System.err.println(progress);
    }
}
