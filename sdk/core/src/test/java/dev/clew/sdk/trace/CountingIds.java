package dev.clew.sdk.trace;

import io.opentelemetry.sdk.trace.IdGenerator;

/** Ids that count: 1, 2, 3. Threads: one. */
final class CountingIds implements IdGenerator {
    private final boolean random;
    private long traces;
    private long spans;

    CountingIds(boolean random) {
        this.random = random;
    }

    @Override
    public String generateSpanId() {
        return "%016x".formatted(++spans);
    }

    @Override
    public String generateTraceId() {
        return "%032x".formatted(++traces);
    }

    @Override
    public boolean generatesRandomTraceIds() {
        return random;
    }
}
