package dev.clew.benchmarks;

import java.util.stream.IntStream;

/** Texts of which each is another than the 4,095 before it, as ids in paths and statements are. They are made beforehand. */
final class NewTexts {
    private static final int COUNT = 4096;

    private final String[] texts;
    // Plain: threads that share it may take the same text.
    private int next;

    NewTexts(String before, String after) {
        texts = IntStream.range(0, COUNT)
                .mapToObj(i -> before + (100_000 + i) + after)
                .toArray(String[]::new);
    }

    String next() {
        return texts[next++ & COUNT - 1];
    }
}
