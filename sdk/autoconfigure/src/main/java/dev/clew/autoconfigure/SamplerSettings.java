package dev.clew.autoconfigure;

import dev.clew.sdk.ClewSdkBuilder;
import dev.clew.sdk.sampling.Samplers;
import dev.clew.sdk.settings.Settings;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSamplerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code OTEL_TRACES_SAMPLER} and its argument: the specification's samplers are Clew's own, others come from the class path,
 * each also as {@code parentbased_...}.
 */
final class SamplerSettings implements NameChoice.Existing {
    private static final String KEY = "otel.traces.sampler";
    private static final String ARGUMENT = "otel.traces.sampler.arg";
    private static final String DEFAULT = "parentbased_always_on";
    private static final String PARENT_BASED = "parentbased_";
    private static final List<String> OWN = List.of(
            "always_on", "always_off", "traceidratio", DEFAULT, "parentbased_always_off", "parentbased_traceidratio");
    private static final Map<String, String> ARTIFACTS = Map.of(
            "jaeger_remote", "clew-sampler-jaeger-remote",
            "parentbased_jaeger_remote", "clew-sampler-jaeger-remote",
            "xray", "opentelemetry-aws-xray");
    private static final String DECIMAL = "(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?";

    private final Settings settings;
    private final ConfigProperties properties;
    private final Customizations customizations;
    private final ConfigProperties seen;
    private @Nullable Map<String, ConfigurableSamplerProvider> plugins;
    private final List<Sampler> open = new ArrayList<>();
    private double ratio = -1; // read once, so that a bad one is reported once

    /** Samplers of others see the name that the service has in the resource, where no setting says it. */
    SamplerSettings(
            Settings settings, ConfigProperties properties, Customizations customizations, @Nullable String service) {
        this.settings = settings;
        this.properties = properties;
        this.customizations = customizations;
        this.seen = new SettingsProperties(Settings.of(new Source(settings, service)));
    }

    /** What the sampler now in the builder is called: by its name in the settings when that says it all. */
    String apply(ClewSdkBuilder builder, List<String> propagators) {
        String name = new NameChoice(settings, KEY, this, ARTIFACTS).one(DEFAULT);
        Sampler created = create(name);
        String inForce = created == null ? DEFAULT : name;
        Sampler made = created == null ? Samplers.parentBased(Samplers.alwaysOn()) : created;
        open.add(made);
        Customized<Sampler> sampler = customizations.sampler().applyAll(made, properties);
        if (sampler.isChanged()) {
            open.add(sampler.part());
        }
        builder.setOrigin(item -> sampler.origin(settings.origin(KEY)))
                .setSampler(CallerDecisionSampler.over(sampler.part(), propagators));
        if (sampler.isChanged() || !OWN.contains(inForce)) {
            return Plugins.text(
                    sampler.part()::getDescription, sampler.part().getClass().getName());
        }
        return inForce.endsWith("traceidratio") ? inForce + "(" + ratio() + ")" : inForce;
    }

    /** Lets go of the sampler, when the start fails after all. */
    void close() {
        open.forEach(NamedSamplers::close);
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
        if (ratio < 0) {
            ratio = settings.read(ARGUMENT, SamplerSettings::parseRatio, 1.0);
        }
        return ratio;
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
        return value.matches(DECIMAL) ? Double.parseDouble(value) : -1;
    }

    private @Nullable Sampler plugin(String name) {
        ConfigurableSamplerProvider provider = plugins().get(name);
        if (provider != null) {
            return Plugins.create("sampler " + name, () -> provider.createSampler(seen));
        }
        Sampler root = plugins().containsKey(root(name)) ? plugin(root(name)) : null;
        return root == null ? null : Samplers.parentBased(root);
    }

    /** Of {@code parentbased_x} the x; of any other name, nothing. */
    private static String root(String name) {
        return name.startsWith(PARENT_BASED) ? name.substring(PARENT_BASED.length()) : "";
    }

    @Override
    public boolean isKnown(String name) {
        return OWN.contains(name) || plugins().containsKey(name) || plugins().containsKey(root(name));
    }

    @Override
    public Collection<String> available() {
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

    private record Source(Settings settings, @Nullable String service) implements Settings.Source {
        @Override
        public @Nullable String get(String key) {
            String value = settings.get(key);
            return value == null && key.equals(ResourceSettings.NAME) ? service : value;
        }

        @Override
        public String name(String key) {
            return settings.name(key);
        }

        @Override
        public String origin(String key) {
            return settings.origin(key);
        }
    }
}
