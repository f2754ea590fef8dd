package dev.clew.autoconfigure;

import dev.clew.sdk.sampling.Samplers;
import dev.clew.sdk.sampling.SpanSampler;
import dev.clew.sdk.settings.SettingException;
import dev.clew.sdk.settings.Settings;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSamplerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Samplers by the name that {@code OTEL_TRACES_SAMPLER} gives them, each with an argument of its own: the specification's, Clew's,
 * and those found on the class path.
 */
final class NamedSamplers {
    static final String ARGUMENT = "otel.traces.sampler.arg";
    private static final String PARENT_BASED = "parentbased_";
    private static final String CONSISTENT = "consistent_probability";
    private static final List<String> OWN =
            List.of("always_on", "always_off", "traceidratio", CONSISTENT, "rate_limit");
    private static final double MAX_PER_SECOND = 1e9;

    private final ConfigProperties properties;
    private @Nullable Map<String, ConfigurableSamplerProvider> plugins;

    NamedSamplers(ConfigProperties properties) {
        this.properties = properties;
    }

    /** The settings behind properties, to report with what cannot be used. */
    static Settings settings(ConfigProperties properties) {
        return Settings.of(new Source(properties, null));
    }

    /** Lets go of a sampler that is not used after all. */
    static void close(Sampler sampler) {
        Plugins.close("a sampler", () -> SpanSampler.of(sampler).close());
    }

    /** Throws {@link IllegalArgumentException}, with what was expected as its message, for an argument that cannot be used. */
    Sampler create(String name, @Nullable String argument) {
        if (name.startsWith(PARENT_BASED) && isKnown(name.substring(PARENT_BASED.length()))) {
            String root = name.substring(PARENT_BASED.length());
            Sampler sampler = create(root, argument);
            return root.equals(CONSISTENT) ? Samplers.parentThreshold(sampler) : Samplers.parentBased(sampler);
        }
        return switch (name) {
            case "always_on" -> Samplers.alwaysOn();
            case "always_off" -> Samplers.alwaysOff();
            case "traceidratio" -> Samplers.traceIdRatio(ratio(argument));
            case CONSISTENT -> Samplers.consistentProbability(ratio(argument));
            case "rate_limit" -> Samplers.rateLimit(perSecond(argument));
            default -> plugin(name, argument);
        };
    }

    boolean isKnown(String name) {
        return OWN.contains(name)
                || plugins().containsKey(name)
                || (name.startsWith(PARENT_BASED) && isKnown(name.substring(PARENT_BASED.length())));
    }

    Collection<String> available() {
        Collection<String> names = new TreeSet<>(plugins().keySet());
        for (String own : OWN) {
            names.add(own);
            names.add(PARENT_BASED + own);
        }
        return names;
    }

    private static double ratio(@Nullable String argument) {
        return argument == null ? 1 : SamplerSettings.parseRatio(argument);
    }

    private static double perSecond(@Nullable String argument) {
        double perSecond = SamplerSettings.parseDecimal(argument == null ? "" : argument);
        if (perSecond < 0 || perSecond > MAX_PER_SECOND) {
            throw new IllegalArgumentException("how many a second, a number from 0 such as 50");
        }
        return perSecond;
    }

    private Sampler plugin(String name, @Nullable String argument) {
        ConfigurableSamplerProvider provider = plugins().get(name);
        ConfigProperties seen = new SettingsProperties(Settings.of(new Source(properties, argument)));
        try {
            Sampler created = provider == null ? null : provider.createSampler(seen);
            if (created != null) {
                return created;
            }
        } catch (SettingException refused) {
            throw refused;
        } catch (RuntimeException | LinkageError failure) {
            String why = SettingException.redact(String.valueOf(failure));
            throw new IllegalArgumentException("a sampler that can be made (" + name + ": " + why + ")", failure);
        }
        throw new IllegalArgumentException("a sampler that can be made (" + name + ": its provider answers null)");
    }

    private Map<String, ConfigurableSamplerProvider> plugins() {
        if (plugins == null) {
            plugins = Plugins.byName(ConfigurableSamplerProvider.class, ConfigurableSamplerProvider::getName);
            plugins.keySet().removeIf(name -> OWN.contains(name) || name.endsWith(SamplerProviders.RULES));
        }
        return plugins;
    }

    /** Properties as settings, with another argument where there is one. */
    private record Source(
            ConfigProperties properties, @Nullable String argument) implements Settings.Source {
        @Override
        public @Nullable String get(String key) {
            return argument != null && key.equals(ARGUMENT) ? argument : properties.getString(key);
        }

        @Override
        public String name(String key) {
            return Settings.variable(key);
        }
    }
}
