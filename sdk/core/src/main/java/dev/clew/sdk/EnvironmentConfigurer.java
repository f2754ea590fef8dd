package dev.clew.sdk;

import dev.clew.sdk.settings.Settings;

/**
 * Sets a builder up from settings. Found by {@link java.util.ServiceLoader}: {@code clew-autoconfigure} brings the one that
 * reads {@code OTEL_*}.
 */
public interface EnvironmentConfigurer {
    /**
     * Applies every setting it knows to the builder.
     *
     * @throws dev.clew.sdk.settings.SettingException in strict mode, for a value that cannot be used
     */
    void configure(ClewSdkBuilder builder, Settings settings);
}
