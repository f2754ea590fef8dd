package dev.clew.autoconfigure;

import dev.clew.sdk.ClewSdkBuilder;
import dev.clew.sdk.settings.SettingException;
import dev.clew.sdk.settings.Settings;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.Collection;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sets a builder up from the file that {@code OTEL_CONFIG_FILE} names; the other {@code OTEL_*} variables do not count then.
 * Found by {@link ServiceLoader}: the artifact {@code clew-config-file} brings one, with the YAML parser that the SDK itself
 * does without. Threads: one, at start.
 */
public interface ConfigFileReader {
    /** The setting that holds the path of the file. */
    String KEY = "otel.config.file";

    /**
     * Applies the file to the builder.
     *
     * @throws SettingException when the file cannot be read or used, also outside strict mode: who names a file does not want
     *     the defaults
     */
    void configure(ClewSdkBuilder builder, Settings settings);

    /**
     * The one on the class path.
     *
     * @throws SettingException when there is none
     */
    static ConfigFileReader find(Settings settings) {
        return ServiceLoader.load(ConfigFileReader.class, ConfigFileReader.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new SettingException(
                        settings.name(KEY),
                        String.valueOf(settings.get(KEY)),
                        "unset, or the artifact clew-config-file on the class path: it reads such files"));
    }

    /** What configuration by variables is made of, for who reads a file to use. */
    final class Parts {
        private Parts() {}

        /** The providers of this type on the class path by name, in any case. One that cannot be made is reported and left out. */
        public static <P> Map<String, P> byName(Class<P> type, Function<P, @Nullable String> name) {
            return Plugins.byName(type, name);
        }

        /** The settings, as OpenTelemetry's providers read them. */
        public static ConfigProperties properties(Settings settings) {
            return new SettingsProperties(settings);
        }

        /** The name that a misspelt one is nearest to, or null when none is near. */
        public static @Nullable String nearest(String name, Collection<String> names) {
            return NameChoice.nearest(name, names);
        }

        /** The text that was percent-encoded, or null when it was not. */
        public static @Nullable String percentDecoded(String text) {
            return PercentDecoding.decode(text);
        }
    }
}
