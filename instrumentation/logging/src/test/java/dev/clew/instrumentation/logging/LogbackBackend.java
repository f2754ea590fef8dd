package dev.clew.instrumentation.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Logback, in a context of its own, with the application's MDC. */
final class LogbackBackend implements Backend {
    private static final String CONFIGURATION = """
            <configuration>
              <appender name="FILE" class="ch.qos.logback.core.FileAppender">
                <file>DIRECTORY/now.log</file>
                <append>false</append>
                <encoder><pattern>LINE</pattern></encoder>
              </appender>
              <appender name="LATER" class="ch.qos.logback.core.FileAppender">
                <file>DIRECTORY/later.log</file>
                <append>false</append>
                <encoder><pattern>LINE</pattern></encoder>
              </appender>
              <appender name="ASYNC" class="ch.qos.logback.classic.AsyncAppender">
                <appender-ref ref="LATER"/>
              </appender>
              <appender name="SPAN" class="dev.clew.instrumentation.logging.LogbackSpanEvents">
                <threshold>THRESHOLD</threshold>
              </appender>
              <root level="INFO">
                <appender-ref ref="FILE"/>
                <appender-ref ref="ASYNC"/>
                <appender-ref ref="SPAN"/>
              </root>
            </configuration>
            """;

    private final Path directory;
    private final LoggerContext context = new LoggerContext();

    LogbackBackend(Path directory, String threshold) {
        this.directory = directory;
        org.slf4j.ILoggerFactory unused = LoggerFactory.getILoggerFactory(); // sets the MDC up
        LogbackTraceIds.install(context);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        String xml = CONFIGURATION
                .replace("DIRECTORY", directory.toString())
                .replace("LINE", PATTERN)
                .replace("THRESHOLD", threshold);
        try {
            configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (JoranException e) {
            throw new IllegalStateException(e);
        }
        context.start();
    }

    LoggerContext context() {
        return context;
    }

    @Override
    public void log(String logger, String level, String message, @Nullable Throwable thrown) {
        Logger named = context.getLogger(logger);
        named.log(
                null,
                Logger.FQCN,
                Level.toLocationAwareLoggerInteger(Level.toLevel(level)),
                message,
                new Object[0],
                thrown);
    }

    @Override
    public void put(String key, String value) {
        MDC.put(key, value);
    }

    @Override
    public @Nullable String get(String key) {
        return MDC.getCopyOfContextMap() == null
                ? null
                : MDC.getCopyOfContextMap().get(key);
    }

    @Override
    public List<String> lines() {
        return read("now.log");
    }

    @Override
    public List<String> linesOfTheQueue() {
        return read("later.log");
    }

    private List<String> read(String file) {
        context.stop();
        try {
            return Files.readAllLines(directory.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        MDC.clear();
        context.stop();
    }
}
