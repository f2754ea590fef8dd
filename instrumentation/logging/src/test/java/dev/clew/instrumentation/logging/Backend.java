package dev.clew.instrumentation.logging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A logging library, set up by a file as an application sets it up: lines go to a file at once, and to another by a queue. */
interface Backend extends AutoCloseable {
    /** In front of each line: what is in these tests' patterns. */
    String PATTERN = "[%X{trace_id}] [%X{span_id}] [%X{trace_flags}] [%X{user}] %m%n";

    /** Logs one line. */
    void log(String logger, String level, String message, @Nullable Throwable thrown);

    /** Puts an entry beside the ids, for this thread. */
    void put(String key, String value);

    /** The entries of this thread, as an application copies them to another. */
    @Nullable
    String get(String key);

    /** Ends logging, and returns what was written at once. */
    List<String> lines();

    /** Ends logging, and returns what was written by another thread. */
    List<String> linesOfTheQueue();

    @Override
    void close();
}
