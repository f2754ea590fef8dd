package dev.clew.sdk;

import dev.clew.sdk.Inventory.Row;
import java.util.ArrayList;
import java.util.List;

/** Rows of name, value and origin, written so that a person finds the columns. */
final class Table {
    // A longer value is written whole, and only its own line gets wider.
    private static final int MAX_VALUE_COLUMN = 44;

    private final List<Row> rows = new ArrayList<>();

    void add(String name, String value, String origin) {
        add(new Row(name, value, origin));
    }

    void add(Row row) {
        rows.add(new Row(row.name(), row.value().replaceAll("\\p{Cntrl}", " "), row.origin()));
    }

    /** A row of the section above it. */
    void addUnder(Row row) {
        add("  " + row.name(), row.value(), row.origin());
    }

    @Override
    public String toString() {
        int names = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        int values = rows.stream()
                .mapToInt(row -> row.value().length())
                .filter(length -> length <= MAX_VALUE_COLUMN)
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        for (Row row : rows) {
            String line = padded(row.name(), names) + "  " + padded(row.value(), values) + "  " + row.origin();
            text.append(line.stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
