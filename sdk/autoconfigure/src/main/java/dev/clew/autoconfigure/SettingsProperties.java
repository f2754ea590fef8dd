package dev.clew.autoconfigure;

import dev.clew.sdk.settings.Names;
import dev.clew.sdk.settings.Settings;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Settings as OpenTelemetry's providers read them. A value that cannot be used counts as unset, once it is reported. Threads:
 * any.
 */
final class SettingsProperties implements ConfigProperties {
    private static final String DURATION = "(\\d+)\\s*(ns|us|ms|s|m|h|d|)";

    private final Settings settings;

    SettingsProperties(Settings settings) {
        this.settings = settings;
    }

    @Override
    public @Nullable String getString(String name) {
        return settings.get(name);
    }

    /** As the OpenTelemetry specification has it: what is neither true nor false is reported, and false. */
    @Override
    public @Nullable Boolean getBoolean(String name) {
        String value = settings.get(name);
        if (value == null) {
            return null;
        }
        boolean isTrue = value.equalsIgnoreCase("true");
        if (!isTrue && !value.equalsIgnoreCase("false")) {
            settings.refuse(
                    name, value, "true or false" + Names.hint(value, List.of("true", "false")), "it counts as false");
        }
        return isTrue;
    }

    @Override
    public @Nullable Integer getInt(String name) {
        return read(name, "a whole number from -2^31 to 2^31-1", Integer::valueOf);
    }

    @Override
    public @Nullable Long getLong(String name) {
        return read(name, "a whole number from -2^63 to 2^63-1", Long::valueOf);
    }

    @Override
    public @Nullable Double getDouble(String name) {
        return read(name, "a number", Double::valueOf);
    }

    @Override
    public @Nullable Duration getDuration(String name) {
        return read(
                name, "a whole number with ns, us, ms, s, m, h or d, or of milliseconds", SettingsProperties::duration);
    }

    @Override
    public List<String> getList(String name) {
        String value = settings.get(name);
        return value == null ? List.of() : elements(value).toList();
    }

    @Override
    public Map<String, String> getMap(String name) {
        Map<String, String> map = read(name, "key=value pairs separated by commas", SettingsProperties::map);
        return map == null ? Map.of() : map;
    }

    private <T> @Nullable T read(String name, String expected, Settings.Parser<T> parser) {
        if (settings.get(name) == null) {
            return null;
        }
        Settings.Parser<Optional<T>> saying = value -> {
            try {
                return Optional.of(parser.parse(value));
            } catch (IllegalArgumentException | ArithmeticException unusable) {
                throw new IllegalArgumentException(expected, unusable);
            }
        };
        return settings.read(name, saying, Optional.<T>empty()).orElse(null);
    }

    private static Duration duration(String value) {
        Matcher parts = Pattern.compile(DURATION).matcher(value.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new IllegalArgumentException(value);
        }
        ChronoUnit unit = switch (parts.group(2)) {
            case "ns" -> ChronoUnit.NANOS;
            case "us" -> ChronoUnit.MICROS;
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            case "h" -> ChronoUnit.HOURS;
            case "d" -> ChronoUnit.DAYS;
            default -> ChronoUnit.MILLIS;
        };
        return Duration.of(Long.parseLong(parts.group(1)), unit);
    }

    private static Map<String, String> map(String value) {
        Map<String, String> map = new LinkedHashMap<>();
        elements(value).forEach(element -> {
            int equals = element.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException(element);
            }
            map.put(
                    element.substring(0, equals).trim(),
                    element.substring(equals + 1).trim());
        });
        return Map.copyOf(map);
    }

    private static Stream<String> elements(String value) {
        return Stream.of(value.split(",")).map(String::trim).filter(element -> !element.isEmpty());
    }
}
