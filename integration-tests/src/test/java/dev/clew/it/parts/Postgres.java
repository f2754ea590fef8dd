package dev.clew.it.parts;

/** A running PostgreSQL that belongs to this test run, with an empty database. */
public sealed interface Postgres extends AutoCloseable permits PostgresContainer, PostgresProcess {
    /** The database, and the user who owns it. */
    String NAME = "postgres";

    /** Where it listens. */
    String host();

    /** The port on {@link #host}. */
    int port();

    /** What a driver connects to, without user and password. */
    default String url() {
        return "jdbc:postgresql://" + host() + ":" + port() + "/" + NAME;
    }

    /** What it is and where it came from, in a few words. */
    @Override
    String toString();

    @Override
    void close();
}
