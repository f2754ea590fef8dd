package dev.clew.sdk.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Settings by name, from system properties and environment variables: {@code otel.service.name} is the property of that name,
 * else the variable {@code OTEL_SERVICE_NAME}. Blank means unset, as the OpenTelemetry specification asks.
 *
 * <p>A value that cannot be used is logged with its key and what was expected, and the default is taken; in strict mode it
 * throws instead (DESIGN D8). Settings remember which of them were asked for, so that what is set and does
 * nothing can be told. Threads: any.
 */
public final class Settings {
    private static final Logger LOGGER = Logger.getLogger(Settings.class.getName());
    private static final String STRICT = "otel.java.clew.strict";
    private static final String DEFAULT = "default";

    private final Source source;
    private final boolean strict;
    // As variables, whichever way a key was written.
    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    private Settings(Source source) {
        this.source = source;
        this.strict = "true".equalsIgnoreCase(get(STRICT));
    }

    /** The settings of this process as they are now: system properties win over environment variables. */
    public static Settings ofProcess() {
        return of((Properties) System.getProperties().clone(), System.getenv());
    }

    /** Settings from the given properties ({@code otel.x.y}) and variables ({@code OTEL_X_Y}); properties win. */
    public static Settings of(Properties properties, Map<String, String> environment) {
        return of(new ProcessSource(properties, environment));
    }

    /** Settings from somewhere else, such as a file. */
    public static Settings of(Source source) {
        return new Settings(source);
    }

    /** The environment variable that stands for a key: {@code otel.service.name} is {@code OTEL_SERVICE_NAME}. */
    public static String variable(String key) {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** The value without surrounding blanks, or null when it is unset or blank. */
    public @Nullable String get(String key) {
        String value = source.get(key);
        if (value == null || value.isBlank()) {
            return null;
        }
        used.add(variable(key));
        return value.trim();
    }

    /**
     * The value as the parser reads it, or the fallback when it is unset.
     *
     * @param parser throws {@link IllegalArgumentException} whose message says what was expected, such as "a number from 0 to 1"
     * @throws SettingException in strict mode, when the parser refuses the value; otherwise that is logged and the fallback taken
     */
    public <T extends @Nullable Object> T read(String key, Parser<? extends T> parser, T fallback) {
        String value = get(key);
        if (value == null) {
            return fallback;
        }
        try {
            return parser.parse(value);
        } catch (IllegalArgumentException expected) {
            refuse(key, value, String.valueOf(expected.getMessage()));
            return fallback;
        }
    }

    /** Says that a value cannot be used: throws in strict mode, logs otherwise and the caller takes the default. */
    public void refuse(String key, String value, String expected) {
        refuse(key, value, expected, "the default is used instead");
        refused.add(key);
    }

    /** As {@link #refuse(String, String, String)}, for a default that has a name. */
    public void refuseFor(String theDefault, String key, String value, String expected) {
        refuse(key, value, expected, "the default is used instead: " + theDefault);
        refused.add(key);
    }

    /** As {@link #refuse(String, String, String)}, where something else than the default is taken: the text says what. */
    public void refuse(String key, String value, String expected, String instead) {
        report(source.refused(key, value, expected), instead);
    }

    /** Says that a key is none and was probably meant for another: throws in strict mode, logs otherwise. */
    public void refuseKey(String name, String nearest) {
        report(SettingException.unknownKey(name, nearest), "");
    }

    private void report(SettingException unusable, String instead) {
        if (strict) {
            throw unusable;
        }
        LOGGER.warning(unusable.getMessage() + (instead.isEmpty() ? "" : "; " + instead));
    }

    /** How the user knows a setting: the system property or environment variable that is set, the variable when none is. */
    public String name(String key) {
        return source.name(key);
    }

    /** Where the value in force comes from: such as "environment variable OTEL_X"; "default" when it is unset or was refused. */
    public String origin(String key) {
        if (get(key) == null) {
            return DEFAULT;
        }
        return refused.contains(key) ? DEFAULT + ", as " + source.name(key) + " cannot be used" : source.origin(key);
    }

    /** What is set and nobody has asked for, as the user wrote it, in order. */
    public List<String> unused() {
        List<String> unused = new ArrayList<>(source.names());
        unused.removeIf(name -> used.contains(variable(name)));
        Collections.sort(unused);
        return unused;
    }

    /** Where values come from. */
    public interface Source {
        /** The value as it was written, or null when there is none. */
        @Nullable
        String get(String key);

        /** How the user knows the setting, such as {@code OTEL_SERVICE_NAME}. */
        String name(String key);

        /** What is thrown for a value that cannot be used: names the setting, the value and what was expected. */
        default SettingException refused(String key, String value, String expected) {
            return new SettingException(name(key), value, expected);
        }

        /** Where the value of a key that is set comes from, such as "environment variable OTEL_SERVICE_NAME". */
        default String origin(String key) {
            return name(key);
        }

        /** The settings of OpenTelemetry that are set, as the user wrote them, known or not. */
        default Collection<String> names() {
            return List.of();
        }
    }

    private record ProcessSource(Properties properties, Map<String, String> environment) implements Source {
        @Override
        public @Nullable String get(String key) {
            return isProperty(key) ? properties.getProperty(key) : environment.get(variable(key));
        }

        @Override
        public String name(String key) {
            return isProperty(key) ? key : variable(key);
        }

        @Override
        public String origin(String key) {
            return isProperty(key) ? "system property " + key : "environment variable " + variable(key);
        }

        @Override
        public List<String> names() {
            List<String> names = new ArrayList<>();
            for (String name : properties.stringPropertyNames()) {
                if (name.startsWith("otel.") && isProperty(name)) {
                    names.add(name);
                }
            }
            environment.forEach((name, value) -> {
                if (name.startsWith("OTEL_") && !value.isBlank()) {
                    names.add(name);
                }
            });
            return names;
        }

        private boolean isProperty(String key) {
            String value = properties.getProperty(key);
            return value != null && !value.isBlank();
        }
    }

    /** Reads one value, or throws {@link IllegalArgumentException} with what was expected as its message. */
    @FunctionalInterface
    public interface Parser<T extends @Nullable Object> {
        T parse(String value);
    }
}
