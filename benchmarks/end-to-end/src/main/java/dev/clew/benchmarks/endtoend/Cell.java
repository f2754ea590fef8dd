package dev.clew.benchmarks.endtoend;

import dev.clew.benchmarks.endtoend.Load.Shape;

/**
 * One thing to measure.
 *
 * @param rate spans in a second, all threads together; 0 is flat out, -1 is none at all
 * @param threads that make spans
 * @param compression as OTLP calls it: {@code none} or {@code gzip}
 */
record Cell(Subject subject, Shape shape, long rate, int threads, String compression) {
    static final long FLAT_OUT = 0;
    static final long AT_REST = -1;

    /** What {@link #toString} wrote. */
    static Cell parse(String text) {
        String[] parts = text.split("/");
        return new Cell(
                Subject.valueOf(parts[0]),
                Shape.valueOf(parts[1]),
                Long.parseLong(parts[2]),
                Integer.parseInt(parts[3]),
                parts[4]);
    }

    Cell with(Subject other) {
        return new Cell(other, shape, rate, threads, compression);
    }

    boolean isAtRest() {
        return rate == AT_REST;
    }

    String load() {
        if (isAtRest()) {
            return "none";
        }
        return rate == FLAT_OUT ? "flat out" : String.format(java.util.Locale.ROOT, "%,d/s", rate);
    }

    @Override
    public String toString() {
        return String.join("/", subject.name(), shape.name(), "" + rate, "" + threads, compression);
    }
}
