package dev.clew.benchmarks.endtoend;

import dev.clew.benchmarks.endtoend.Load.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What a run does: its profile, and what the command line changes about it. */
final class Plan {
    private static final String FEW = "NOOP,OTEL_HTTP,OTEL_TUNED_HTTP,OTEL_TUNED_GRPC,CLEW";
    private static final String ALL = "NOOP,OTEL_HTTP,OTEL_GRPC,OTEL_TUNED_HTTP,OTEL_TUNED_JDK,OTEL_TUNED_GRPC,CLEW";
    private static final List<Subject> FEWEST = List.of(Subject.NOOP, Subject.OTEL_TUNED_HTTP, Subject.CLEW);
    private static final long SECONDS_AROUND_A_CELL =
            6; // two JVMs that start and end, three seconds in a hurry, and a flush

    private final String profile;
    private final Map<String, String> options = new LinkedHashMap<>();

    /** From the profile's name and name=value. */
    Plan(String[] args) {
        profile = args[0];
        options.put("shape", Shape.REQUEST.name());
        options.put("seconds", "8");
        options.put("warm", "4");
        options.put("agent", "");
        options.put("build", "true"); // the script's
        switch (profile) {
            case "quick" -> set(FEW, "100000,0", "1", "none", 1);
            case "standard" -> set(FEW, "100000,0", "1", "none", 3);
            case "full" -> set(ALL, "2000,20000,100000,0", "1,4", "none,gzip", 3);
            case "outage" -> set("OTEL_HTTP,CLEW", "", "1", "none", 1);
            case "rest" -> set("NOTHING,OTEL_HTTP,CLEW", "", "1", "none", 3);
            default ->
                throw new IllegalArgumentException(
                        "profile must be quick, standard, full, outage or rest: profile=" + profile);
        }
        for (String arg : Arrays.asList(args).subList(1, args.length)) {
            int equals = arg.indexOf('=');
            if (equals < 0 || options.replace(arg.substring(0, equals), arg.substring(equals + 1)) == null) {
                throw new IllegalArgumentException("options are name=value of " + options.keySet() + ": option=" + arg);
            }
        }
    }

    private void set(String subjects, String rates, String threads, String compression, int repeats) {
        options.put("subjects", subjects);
        options.put("rates", rates);
        options.put("threads", threads);
        options.put("compression", compression);
        options.put("repeats", "" + repeats);
    }

    String profile() {
        return profile;
    }

    int repeats() {
        return Integer.parseInt(text("repeats"));
    }

    long seconds() {
        return Long.parseLong(text("seconds"));
    }

    long warmSeconds() {
        return Long.parseLong(text("warm"));
    }

    List<String> jvmOptions() {
        return text("agent").isEmpty() ? List.of() : List.of(text("agent"));
    }

    List<Subject> subjects() {
        return list("subjects", Subject::valueOf);
    }

    /** All cells, those to be compared next to each other. */
    List<Cell> cells() {
        Set<Cell> cells = new LinkedHashSet<>();
        for (long rate : list("rates", Long::parseLong)) {
            for (int threads : list("threads", Integer::parseInt)) {
                for (String compression : list("compression", Function.identity())) {
                    add(cells, subjects(), rate, threads, compression);
                }
            }
        }
        if (profile.equals("standard")) {
            add(cells, FEWEST, 20_000, 1, "none");
            add(cells, FEWEST, 100_000, 1, "gzip");
            add(cells, FEWEST, 100_000, 4, "none");
            add(cells, FEWEST, Cell.FLAT_OUT, 4, "none");
        }
        return new ArrayList<>(cells);
    }

    private void add(Set<Cell> cells, List<Subject> subjects, long rate, int threads, String compression) {
        Shape shape = Shape.valueOf(text("shape"));
        for (Subject subject : subjects) {
            cells.add(new Cell(subject, shape, rate, threads, compression));
        }
    }

    long minutes(int cells) {
        return ((long) cells * repeats() * (warmSeconds() + seconds() + SECONDS_AROUND_A_CELL) + 59) / 60;
    }

    private String text(String option) {
        return options.getOrDefault(option, "");
    }

    private <T> List<T> list(String option, Function<String, T> parse) {
        return Arrays.stream(text(option).split(",")).map(parse).toList();
    }
}
