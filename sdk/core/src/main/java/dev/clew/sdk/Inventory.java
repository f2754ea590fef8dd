package dev.clew.sdk;

import dev.clew.sdk.export.BatchLimits;
import dev.clew.sdk.export.BatchSender;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Where the parts of an SDK come from, and what its destinations are: for {@link ClewSdk#describe}. Threads: one. */
final class Inventory {
    static final String DEFAULT = "default";

    /** One value in force. */
    record Row(String name, String value, String origin) {}

    /** A destination and what it does, found out when somebody asks: a start need not wait for it. */
    record Target(Row head, Supplier<List<Row>> details) {}

    private UnaryOperator<String> origin = Inventory::code;
    private final Map<String, String> origins = new TreeMap<>();
    private final List<Target> targets = new ArrayList<>();
    private Supplier<Map<String, String>> unused = Map::of;

    private static String code(String item) {
        return "code";
    }

    void setOrigin(UnaryOperator<String> newOrigin) {
        origin = newOrigin;
    }

    void setByCode() {
        origin = Inventory::code;
    }

    void setUnused(Supplier<Map<String, String>> newUnused) {
        unused = newUnused;
    }

    /** Says that the item has been set now. */
    void set(String item) {
        origins.put(item, origin.apply(item));
    }

    void addSender(BatchSender sender, BatchLimits limits) {
        UnaryOperator<String> from = origin;
        targets.add(new Target(head(Description.text(sender::toString)), () -> details(sender, limits, from)));
    }

    private static List<Row> details(BatchSender sender, BatchLimits limits, UnaryOperator<String> origin) {
        List<Row> details = new ArrayList<>();
        settings(sender).forEach((name, value) -> details.add(row(name, value, origin)));
        details.addAll(batches(limits, origin));
        return details;
    }

    private static Map<String, String> settings(BatchSender sender) {
        try {
            Map<String, String> settings = sender.describe();
            return settings == null ? Map.of() : settings;
        } catch (RuntimeException | LinkageError failed) {
            return Map.of("settings", Description.failure(failed));
        }
    }

    void addExporter(String exporter, BatchLimits limits) {
        UnaryOperator<String> from = origin;
        targets.add(new Target(head(exporter), () -> details(limits, from)));
    }

    private static List<Row> details(BatchLimits limits, UnaryOperator<String> origin) {
        List<Row> details = batches(limits, origin);
        details.add(row("export timeout", Quantities.nanos(limits.exportTimeoutNanos()), ofLimits(limits, origin)));
        return details;
    }

    private static List<Row> batches(BatchLimits limits, UnaryOperator<String> origin) {
        UnaryOperator<String> from = ofLimits(limits, origin);
        List<Row> rows = new ArrayList<>();
        rows.add(row("batch spans", Quantities.count(limits.maxSpans()), from));
        rows.add(row("batch bytes", Quantities.bytes(limits.maxBytes()), from));
        rows.add(row("batch age", Quantities.nanos(Math.max(1, limits.maxAgeNanos())), from));
        rows.add(row("held spans", Quantities.count(limits.maxHeldSpans()), from));
        rows.add(row("held bytes", Quantities.bytes(limits.maxHeldBytes()), from));
        return rows;
    }

    private static UnaryOperator<String> ofLimits(BatchLimits limits, UnaryOperator<String> origin) {
        boolean untouched = limits.equals(BatchLimits.DEFAULT) || limits.equals(BatchLimits.OF_EXPORTERS);
        return untouched ? item -> DEFAULT : origin;
    }

    private static Row row(String name, String value, UnaryOperator<String> origin) {
        return new Row(name, value, origin.apply(name));
    }

    private Row head(String destination) {
        return row("destination", destination, origin);
    }

    String originOf(String item) {
        return origins.getOrDefault(item, DEFAULT);
    }

    List<Target> targets() {
        return List.copyOf(targets);
    }

    /** Names to the reasons why they do nothing. */
    Map<String, String> unused() {
        return unused.get();
    }

    /** What is known now; what is set later in the builder does not change it. */
    Inventory copy() {
        Inventory copy = new Inventory();
        copy.origins.putAll(origins);
        copy.targets.addAll(targets);
        copy.unused = unused;
        return copy;
    }
}
