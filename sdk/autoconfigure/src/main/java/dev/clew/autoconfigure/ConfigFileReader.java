package dev.clew.autoconfigure;

import dev.clew.sdk.ClewSdkBuilder;
import dev.clew.sdk.settings.SettingException;
import dev.clew.sdk.settings.Settings;
import java.util.ServiceLoader;

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
}
