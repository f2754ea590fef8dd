package dev.clew.sdk.export;

import java.util.ArrayList;
import java.util.List;

/** Tells flushes when the last of the batches they wait for has an outcome. Threads: the drain. */
final class Outcomes {
    private final List<Waiting> flushes = new ArrayList<>();

    /** The flush waits for so many batches, all numbered up to and including the given one. */
    void await(Flush flush, long upTo, int batches) {
        if (batches == 0) {
            flush.done(true);
        } else {
            flushes.add(new Waiting(flush, upTo, batches));
        }
    }

    /** A batch became two of the same number. */
    void split(long number) {
        for (Waiting waiting : flushes) {
            if (number <= waiting.upTo) {
                waiting.batches++;
            }
        }
    }

    void settled(long number, boolean delivered) {
        for (Waiting waiting : flushes) {
            if (number <= waiting.upTo) {
                waiting.batches--;
                waiting.delivered &= delivered;
            }
        }
        flushes.removeIf(waiting -> {
            boolean through = waiting.batches == 0;
            if (through) {
                waiting.flush.done(waiting.delivered);
            }
            return through;
        });
    }

    /** One flush and what it still waits for. */
    private static final class Waiting {
        private final Flush flush;
        private final long upTo;
        private int batches;
        private boolean delivered = true;

        Waiting(Flush flush, long upTo, int batches) {
            this.flush = flush;
            this.upTo = upTo;
            this.batches = batches;
        }
    }
}
