package dev.clew.instrumentation.jdbc.sql;

/** What a search for the end of something answers when there is no end to answer. */
final class Scan {
    /** There is no such thing here. */
    static final int NONE = -1;

    /** It cannot be told where it ends: hide the rest. */
    static final int HIDDEN = -2;

    private Scan() {}
}
