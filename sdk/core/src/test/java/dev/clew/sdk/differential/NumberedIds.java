package dev.clew.sdk.differential;

import io.opentelemetry.sdk.trace.IdGenerator;

/** Ids that look random and are the same in every run: the nth is made of n. Threads: one at a time. */
final class NumberedIds implements IdGenerator {
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private final boolean random;
    private long spans;
    private long traces;

    NumberedIds(boolean random) {
        this.random = random;
    }

    @Override
    public String generateSpanId() {
        return "%016x".formatted(++spans * GOLDEN);
    }

    @Override
    public String generateTraceId() {
        return "%016x%016x".formatted(++traces * GOLDEN * GOLDEN, traces * GOLDEN * GOLDEN * GOLDEN);
    }

    @Override
    public boolean generatesRandomTraceIds() {
        return random;
    }
}
