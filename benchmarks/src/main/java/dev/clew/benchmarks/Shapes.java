package dev.clew.benchmarks;

/**
 * The spans that are measured, each from start to end, on one SDK. What comes back must be kept by the caller, so that no compiler
 * finds out that nobody needs it. Threads: any.
 *
 * <p>A process that measures opens one SDK, so calls through this interface have one target and are inlined.
 */
public interface Shapes extends AutoCloseable {
    /** Attributes that {@link #attributes} knows. */
    int MOST_ATTRIBUTES = 17;

    /** Start and end. */
    Object bare();

    /** A span under a parent that is made current for it. */
    Object child();

    /**
     * A span with attributes of HTTP and of a database, of three types.
     *
     * @param count 1, 4, 10 or 17
     */
    Object attributes(int count);

    /** A span with the text as the value of its one attribute. */
    Object text(String value);

    /** A span with one event, which has one attribute. */
    Object event();

    /** A span that links to another one. */
    Object link();

    /** A span with a recorded exception. */
    Object exception(Throwable thrown);

    /** Two spans, seven attributes, an event, two scopes: what a small request makes. */
    Object request();

    /** As {@link #request}, with a path and a statement that were not seen for thousands of requests: no SDK can have kept them. */
    Object requestOfNewTexts();

    /** A root that the sampler drops. */
    Object notSampled();

    /** A span under a parent that is not sampled, which is made current for it. */
    Object childOfUnsampled();

    /** 100 attributes, 10 events and 5 links. */
    Object large();

    /** A span is made current and taken back; it neither starts nor ends. */
    Object scope();

    @Override
    void close();
}
