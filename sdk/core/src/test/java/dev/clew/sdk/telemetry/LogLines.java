package dev.clew.sdk.telemetry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What a logger was told meanwhile; shown nowhere. */
public final class LogLines extends Handler implements AutoCloseable {
    private final Logger logger;
    private final List<LogRecord> records = Collections.synchronizedList(new ArrayList<>());
    private final @Nullable RuntimeException failure;
    private final @Nullable Level levelBefore;

    private LogLines(String loggerName, @Nullable RuntimeException failure) {
        this.logger = Logger.getLogger(loggerName);
        this.failure = failure;
        this.levelBefore = logger.getLevel();
        logger.addHandler(this);
        logger.setUseParentHandlers(false);
    }

    /** Listens to the logger until closed. */
    public static LogLines of(String loggerName) {
        return new LogLines(loggerName, null);
    }

    /** As {@link #of}, down to FINE. */
    public static LogLines fine(String loggerName) {
        LogLines lines = of(loggerName);
        lines.logger.setLevel(Level.FINE);
        return lines;
    }

    /** A handler that throws, as an application's may. */
    public static LogLines failing(String loggerName) {
        return new LogLines(loggerName, new IllegalStateException("the log is full"));
    }

    public List<LogRecord> records() {
        return List.copyOf(records);
    }

    public List<String> messages() {
        return records().stream().map(LogRecord::getMessage).toList();
    }

    @Override
    public void publish(LogRecord logRecord) {
        records.add(logRecord);
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setLevel(levelBefore);
        logger.setUseParentHandlers(true);
    }
}
