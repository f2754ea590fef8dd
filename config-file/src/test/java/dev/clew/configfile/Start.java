package dev.clew.configfile;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clew.sdk.ClewSdk;
import dev.clew.sdk.settings.SettingException;
import dev.clew.sdk.settings.Settings;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

/** An SDK from a file that a test makes up, and what was logged on the way. */
record Start(ClewSdk sdk, List<String> warnings, List<String> infos) implements AutoCloseable {
    /** Messages name it so. */
    static final String FILE = "target/otel.yaml";

    static Start of(String yaml) {
        return of(Map.of("OTEL_CONFIG_FILE", write(yaml)));
    }

    static Start of(Map<String, String> environment) {
        try (LogLines log = new LogLines()) {
            ClewSdk sdk = ClewSdk.fromEnvironment(Settings.of(new Properties(), environment));
            return new Start(sdk, log.at(Level.WARNING), log.at(Level.INFO));
        }
    }

    static Start strictly(String yaml) {
        return of(Map.of("OTEL_CONFIG_FILE", write(yaml), "OTEL_JAVA_CLEW_STRICT", "true"));
    }

    /** The message with which the file is refused. */
    static String refusal(String yaml) {
        return messageOf(() -> of(yaml).close());
    }

    static String messageOf(Runnable start) {
        SettingException refused = catchThrowableOfType(SettingException.class, start::run);
        if (refused == null) {
            throw new AssertionError("the file was taken");
        }
        return String.valueOf(refused.getMessage());
    }

    /** A file that keeps spans in memory, with more below {@code tracer_provider}, indented by two. */
    static String tracers(String more) {
        return """
                file_format: "1.0"
                tracer_provider:
                  processors:
                    - simple: {exporter: {memory: }}
                """ + more;
    }

    /** The span that one call leads to, as an exporter sees it. */
    SpanData export() {
        FakeProviders.MEMORY.clear();
        sdk.getTracer("test").spanBuilder("span").startSpan().end();
        return exported();
    }

    SpanData exported() {
        sdk.forceFlush().join(10, TimeUnit.SECONDS);
        return FakeProviders.MEMORY.spans().get(0);
    }

    static String write(String yaml) {
        try {
            Files.writeString(Path.of(FILE), yaml);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return FILE;
    }

    @Override
    public void close() {
        sdk.close();
    }
}
