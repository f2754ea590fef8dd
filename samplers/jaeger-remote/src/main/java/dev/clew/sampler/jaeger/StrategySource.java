package dev.clew.sampler.jaeger;

import java.io.IOException;

/** Where strategies come from. Threads: one that asks; {@link #close} any. */
interface StrategySource extends AutoCloseable {
    /**
     * Asks once, and waits for the answer a bounded time.
     *
     * @throws IOException when there is no answer
     * @throws InvalidAnswerException when it is no strategy
     */
    Strategy fetch() throws IOException;

    /** Ends a request that is under way. */
    @Override
    void close();

    /** The address that is asked. */
    @Override
    String toString();
}
