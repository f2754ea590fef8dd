package dev.clew.instrumentation.jdbc;

/** What becomes of a statement's text: {@code db.query.text}. Parameters of a prepared statement are never recorded. */
public enum QueryText {
    /** With {@code ?} for every literal, without comments. */
    SANITISED,
    /** As the application gave it, literals and comments too; and the messages of exceptions, which often quote it. */
    RAW,
    /** Not recorded. */
    NONE
}
