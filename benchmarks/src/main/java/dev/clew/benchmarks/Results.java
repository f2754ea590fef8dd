package dev.clew.benchmarks;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one run of JMH measured.
 *
 * @param all in JMH's order
 */
record Results(List<Measurement> all) {
    Results {
        all = List.copyOf(all);
    }

    /** Reads what JMH wrote with {@code -rf json}. */
    static Results read(Path json) {
        try {
            return parse(Files.readString(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Results parse(String json) {
        List<Measurement> all = new ArrayList<>();
        for (JsonElement result : JsonParser.parseString(json).getAsJsonArray()) {
            all.add(Measurement.of(result.getAsJsonObject()));
        }
        return new Results(all);
    }

    /** The measurement of a benchmark's row, for instance {@code bare} of {@code SpanBenchmark}. */
    Optional<Measurement> find(String type, String name, Sdk sdk) {
        return all.stream()
                .filter(one -> one.type().equals(type) && one.name().equals(name) && one.sdk() == sdk)
                .findFirst();
    }
}
