package dev.clew.autoconfigure;

import dev.clew.sdk.settings.Names;
import dev.clew.sdk.settings.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** {@code OTEL_LOG_LEVEL}: how much Clew itself logs. Its loggers only; handlers have levels of their own. */
final class LogLevelSetting {
    private static final String KEY = "otel.log.level";
    private static final List<String> NAMES =
            List.of("none", "off", "error", "warn", "info", "debug", "verbose", "trace", "all");

    // Held: a logger that nobody holds is collected, and its level with it.
    private static final Logger CLEW = Logger.getLogger("dev.clew");

    private LogLevelSetting() {}

    static void apply(Settings settings) {
        settings.read(KEY, value -> Optional.of(parse(value)), Optional.<Level>empty())
                .ifPresent(CLEW::setLevel);
    }

    private static Level parse(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "none", "off" -> Level.OFF;
            case "error" -> Level.SEVERE;
            case "warn", "warning" -> Level.WARNING;
            case "info" -> Level.INFO;
            case "debug" -> Level.FINE;
            case "verbose", "trace" -> Level.FINEST;
            case "all" -> Level.ALL;
            default -> throw new IllegalArgumentException(Names.oneOf(NAMES, value));
        };
    }
}
