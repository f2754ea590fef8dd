package dev.clew.sdk.export;

import dev.clew.sdk.telemetry.Incidents;
import java.util.ArrayList;
import java.util.List;

/** Tells flushes when the last of the batches they wait for has an outcome. Threads: the drain. */
final class Outcomes {
    private final List<Waiting> flushes = new ArrayList<>();
    private final Incidents incidents;

    Outcomes(Incidents incidents) {
        this.incidents = incidents;
    }

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
        flushes.removeIf(waiting -> waiting.batches == 0 && tell(waiting));
    }

    // A flush runs what the application hung on its result: if that throws, the other flushes and our account go on.
    private boolean tell(Waiting waiting) {
        try {
            waiting.flush.done(waiting.delivered);
        } catch (Throwable thrown) {
            incidents.report("what an application does after a flush failed", thrown);
        }
        return true;
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
