package dev.clew.benchmarks.endtoend;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Numbers by name, as one process tells them to another: {@code spans=12 requests=1}. Threads: one. */
final class Figures {
    private final Map<String, Long> byName = new LinkedHashMap<>();

    static Figures parse(String line) {
        Figures figures = new Figures();
        for (String pair : line.split(" ")) {
            if (pair.isEmpty()) {
                continue; // no figures
            }
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("a figure is name=number: line=" + line);
            }
            figures.put(pair.substring(0, equals), Long.parseLong(pair.substring(equals + 1)));
        }
        return figures;
    }

    void put(String name, long value) {
        byName.put(name, value);
    }

    long get(String name) {
        Long value = byName.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no such figure: name=" + name + ", figures=" + this);
        }
        return value;
    }

    /** Each of these less the one of the same name. */
    Figures since(Figures before) {
        Figures less = new Figures();
        byName.forEach((name, value) -> less.put(name, value - before.get(name)));
        return less;
    }

    @Override
    public String toString() {
        return byName.entrySet().stream().map(Object::toString).collect(Collectors.joining(" "));
    }
}
