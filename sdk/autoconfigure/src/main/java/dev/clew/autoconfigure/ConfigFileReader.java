package dev.clew.autoconfigure;

import dev.clew.sdk.ClewSdkBuilder;
import dev.clew.sdk.export.BatchLimits;
import dev.clew.sdk.settings.SettingException;
import dev.clew.sdk.settings.Settings;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Collection;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.Supplier;
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

        /** The limits with what {@code otel.bsp} says in place of theirs. */
        public static BatchLimits batches(Settings settings, BatchLimits defaults) {
            return new BatchSettings(settings, properties(settings)).over(defaults);
        }

        /** Sets the limits of spans, with the settings that they come from. */
        public static void applyLimits(Settings settings, ClewSdkBuilder builder) {
            new LimitSettings(settings).apply(builder);
        }

        /** Has Clew log as much as {@code otel.log.level} says. */
        public static void applyLogLevel(Settings settings) {
            LogLevelSetting.apply(settings);
        }

        /** What code of others says of itself; where that fails, the fallback, and a warning. */
        public static String text(Supplier<@Nullable String> code, String fallback) {
            return Plugins.text(code, fallback);
        }

        /** Lets go of what code of others made; a failure is a warning. */
        public static void close(String what, Runnable code) {
            Plugins.close(what, code);
        }

        /** The propagator that forwards the headers whose names the text lists; throws if one is no name. */
        public static TextMapPropagator passThrough(String fields) {
            return PropagatorSettings.passThrough(fields);
        }

        /** The sampler, or one over it that follows what callers decided without naming a span, if a propagator reads that. */
        public static Sampler followingCallers(Sampler sampler, Collection<String> propagators) {
            return CallerDecisionSampler.over(sampler, propagators);
        }

        /** The attributes that a setting lists in pairs, percent-encoded. */
        public static Resource resourceAttributes(Settings settings, String key) {
            return new ResourceAttributes(settings).list(key);
        }
    }
}
