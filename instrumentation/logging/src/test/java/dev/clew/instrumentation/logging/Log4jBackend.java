package dev.clew.instrumentation.logging;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;
import org.jspecify.annotations.Nullable;

/** Log4j 2, in a context of its own; loggers below {@code ring} are asynchronous, with a disruptor. */
final class Log4jBackend implements Backend {
    private static final String CONFIGURATION = """
            <Configuration status="ERROR">
              <Appenders>
                <File name="FILE" fileName="DIRECTORY/now.log" append="false">
                  <PatternLayout pattern="LINE"/>
                </File>
                <File name="LATER" fileName="DIRECTORY/later.log" append="false">
                  <PatternLayout pattern="LINE"/>
                </File>
                <Async name="ASYNC">
                  <AppenderRef ref="LATER"/>
                </Async>
                <SpanEvents name="SPAN" threshold="THRESHOLD"/>
              </Appenders>
              <Loggers>
                <AsyncLogger name="ring" level="INFO" additivity="false">
                  <AppenderRef ref="FILE"/>
                </AsyncLogger>
                <Root level="INFO">
                  <AppenderRef ref="FILE"/>
                  <AppenderRef ref="ASYNC"/>
                  <AppenderRef ref="SPAN"/>
                </Root>
              </Loggers>
            </Configuration>
            """;

    private final Path directory;
    private final LoggerContext context = new LoggerContext("contract");

    Log4jBackend(Path directory, String threshold) {
        this.directory = directory;
        String xml = CONFIGURATION
                .replace("DIRECTORY", directory.toString())
                .replace("LINE", PATTERN)
                .replace("THRESHOLD", threshold);
        try {
            ConfigurationSource source =
                    new ConfigurationSource(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
            context.start(new XmlConfiguration(context, source));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void log(String logger, String level, String message, @Nullable Throwable thrown) {
        context.getLogger(logger).log(Level.valueOf(level), message, thrown);
    }

    @Override
    public void put(String key, String value) {
        ThreadContext.put(key, value);
    }

    @Override
    public @Nullable String get(String key) {
        return ThreadContext.getContext().get(key);
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
        ThreadContext.clearAll();
        context.stop();
    }
}
