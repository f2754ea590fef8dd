package dev.clew.autoconfigure;

import dev.clew.sdk.ClewSdkBuilder;
import dev.clew.sdk.sampling.Samplers;
import dev.clew.sdk.settings.Settings;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSamplerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code OTEL_TRACES_SAMPLER} and its argument. */
final class SamplerSettings {
    private static final String KEY = "otel.traces.sampler";
    private static final String ARGUMENT = "otel.traces.sampler.arg";
    private static final String DEFAULT = "parentbased_always_on";
    private static final List<String> OWN = List.of(
            "always_on", "always_off", "traceidratio", DEFAULT, "parentbased_always_off", "parentbased_traceidratio");
    private static final Pattern DECIMAL = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

    private final Settings settings;
    private final ConfigProperties properties;
    private @Nullable Map<String, ConfigurableSamplerProvider> plugins;

    SamplerSettings(Settings settings, ConfigProperties properties) {
        this.settings = settings;
        this.properties = properties;
    }

    /** The description of the sampler now in the builder. */
    String apply(ClewSdkBuilder builder) {
        String name = new NameChoice(settings, KEY, this::isKnown, this::available).one(DEFAULT);
        Sampler created = create(name);
        Sampler sampler = created == null ? Samplers.parentBased(Samplers.alwaysOn()) : created;
        builder.setSampler(sampler);
        return sampler.getDescription();
    }

    private @Nullable Sampler create(String name) {
        return switch (name) {
            case "always_on" -> Samplers.alwaysOn();
            case "always_off" -> Samplers.alwaysOff();
            case "traceidratio" -> Samplers.traceIdRatio(ratio());
            case DEFAULT -> Samplers.parentBased(Samplers.alwaysOn());
            case "parentbased_always_off" -> Samplers.parentBased(Samplers.alwaysOff());
            case "parentbased_traceidratio" -> Samplers.parentBased(Samplers.traceIdRatio(ratio()));
            default -> plugin(name);
        };
    }

    private double ratio() {
        return settings.read(ARGUMENT, SamplerSettings::parseRatio, 1.0);
    }

    static double parseRatio(String value) {
        double ratio = parseDecimal(value);
        if (ratio < 0 || ratio > 1) {
            throw new IllegalArgumentException("a number from 0 to 1");
        }
        return ratio;
    }

    /** The number, or a negative one when it is none. */
    static double parseDecimal(String value) {
        return DECIMAL.matcher(value).matches() ? Double.parseDouble(value) : -1;
    }

    private @Nullable Sampler plugin(String name) {
        ConfigurableSamplerProvider provider = plugins().get(name);
        return provider == null ? null : Plugins.create("sampler " + name, () -> provider.createSampler(properties));
    }

    private boolean isKnown(String name) {
        return OWN.contains(name) || plugins().containsKey(name);
    }

    private Collection<String> available() {
        Collection<String> names = new TreeSet<>(OWN);
        names.addAll(plugins().keySet());
        return names;
    }

    private Map<String, ConfigurableSamplerProvider> plugins() {
        if (plugins == null) {
            plugins = Plugins.byName(ConfigurableSamplerProvider.class, ConfigurableSamplerProvider::getName);
        }
        return plugins;
    }
}
