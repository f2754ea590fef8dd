package dev.clew.autoconfigure;

import dev.clew.propagation.Propagators;
import dev.clew.sdk.ClewSdkBuilder;
import dev.clew.sdk.settings.Settings;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurablePropagatorProvider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code OTEL_PROPAGATORS}: Clew's own formats by their names, others from the class path. A format's classes are loaded when it
 * is listed.
 */
final class PropagatorSettings implements NameChoice.Existing {
    private static final String KEY = "otel.propagators";
    private static final String PASS_THROUGH = "passthrough";
    private static final String FIELDS = "otel.java.clew.passthrough.fields";
    private static final Map<String, String> ARTIFACTS = Map.of("xray-lambda", "opentelemetry-aws-xray-propagator");

    private final Settings settings;
    private final ConfigProperties properties;
    private final Customizations customizations;
    private @Nullable Map<String, ConfigurablePropagatorProvider> plugins;

    PropagatorSettings(Settings settings, ConfigProperties properties, Customizations customizations) {
        this.settings = settings;
        this.properties = properties;
        this.customizations = customizations;
    }

    /** The names of the propagators now in the builder. */
    List<String> apply(ClewSdkBuilder builder) {
        NameChoice choice = new NameChoice(settings, KEY, this, ARTIFACTS);
        List<String> names = new ArrayList<>();
        List<TextMapPropagator> made = new ArrayList<>();
        for (String name : choice.list(List.of("tracecontext", "baggage"))) {
            TextMapPropagator propagator = create(name);
            if (propagator != null) {
                names.add(name);
                made.add(propagator);
            }
        }
        Customized<TextMapPropagator> propagators =
                customizations.propagators().applyAll(TextMapPropagator.composite(made), properties);
        builder.setOrigin(item -> propagators.origin(settings.origin(KEY)))
                .setPropagators(ContextPropagators.create(propagators.part()));
        return names;
    }

    @Override
    public boolean isKnown(String name) {
        return isOwn(name) || plugins().containsKey(name);
    }

    private @Nullable TextMapPropagator create(String name) {
        if (isOwn(name)) {
            return name.equals(PASS_THROUGH) ? passThrough() : Propagators.named(name);
        }
        ConfigurablePropagatorProvider provider = plugins().get(name);
        return provider == null ? null : Plugins.create("propagator " + name, () -> provider.getPropagator(properties));
    }

    @Override
    public Collection<String> available() {
        Collection<String> names = new TreeSet<>(Propagators.names());
        names.addAll(plugins().keySet());
        names.add(PASS_THROUGH);
        names.add(NameChoice.NONE);
        return names;
    }

    private static boolean isOwn(String name) {
        return Propagators.names().contains(name) || name.equals(PASS_THROUGH);
    }

    private @Nullable TextMapPropagator passThrough() {
        String fields = settings.get(FIELDS);
        if (fields == null) {
            String expected = "without " + PASS_THROUGH + ", or with the headers' names in " + settings.name(FIELDS);
            settings.refuse(KEY, PASS_THROUGH, expected, "it is left out");
            return null;
        }
        return settings.read(FIELDS, PropagatorSettings::passThrough, TextMapPropagator.noop());
    }

    /** The one that forwards the headers whose names the text lists. */
    static TextMapPropagator passThrough(String fields) {
        List<String> names = Stream.of(fields.split(",")).map(String::trim).toList();
        try {
            return Propagators.passThrough(names);
        } catch (IllegalArgumentException noNames) {
            throw new IllegalArgumentException("names of headers: name,name", noNames);
        }
    }

    private Map<String, ConfigurablePropagatorProvider> plugins() {
        if (plugins == null) {
            plugins = Plugins.byName(ConfigurablePropagatorProvider.class, ConfigurablePropagatorProvider::getName);
        }
        return plugins;
    }
}
