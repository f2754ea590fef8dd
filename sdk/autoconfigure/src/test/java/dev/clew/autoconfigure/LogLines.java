package dev.clew.autoconfigure;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What Clew's configuration logs while this is open. */
final class LogLines implements AutoCloseable {
    // Held, or the loggers could be collected with their handlers. Two, as settings are read by the core.
    private final List<Logger> loggers =
            List.of(Logger.getLogger("dev.clew.autoconfigure"), Logger.getLogger("dev.clew.sdk.settings"));
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            records.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    LogLines() {
        loggers.forEach(logger -> {
            logger.addHandler(handler);
            logger.setLevel(Level.INFO);
            logger.setUseParentHandlers(false);
        });
    }

    List<String> warnings() {
        return at(Level.WARNING);
    }

    /** Waits for the threads that log what is in force. */
    List<String> infos() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals(OpenTelemetryEnvironment.THREAD)) {
                join(thread);
            }
        }
        return at(Level.INFO);
    }

    private static void join(Thread thread) {
        try {
            thread.join(10_000);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private List<String> at(Level level) {
        return records.stream()
                .filter(entry -> entry.getLevel().equals(level))
                .map(LogRecord::getMessage)
                .toList();
    }

    @Override
    public void close() {
        loggers.forEach(logger -> {
            logger.removeHandler(handler);
            logger.setLevel(null);
            logger.setUseParentHandlers(true);
        });
    }
}
