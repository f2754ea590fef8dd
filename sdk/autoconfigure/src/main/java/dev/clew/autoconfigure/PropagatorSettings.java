package dev.clew.autoconfigure;

import dev.clew.propagation.W3CBaggage;
import dev.clew.propagation.W3CTraceContext;
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
import org.jspecify.annotations.Nullable;

/** {@code OTEL_PROPAGATORS}: the W3C formats are Clew's own, others come from the class path. */
final class PropagatorSettings implements NameChoice.Existing {
    private static final String KEY = "otel.propagators";
    private static final String EXTENSION = "opentelemetry-extension-trace-propagators";
    private static final Map<String, String> ARTIFACTS = Map.of(
            "b3", EXTENSION,
            "b3multi", EXTENSION,
            "jaeger", EXTENSION,
            "ottrace", EXTENSION,
            "xray", "opentelemetry-aws-xray-propagator",
            "xray-lambda", "opentelemetry-aws-xray-propagator");
    private static final Map<String, TextMapPropagator> OWN =
            Map.of("tracecontext", W3CTraceContext.propagator(), "baggage", W3CBaggage.propagator());

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
        return OWN.containsKey(name) || plugins().containsKey(name);
    }

    private @Nullable TextMapPropagator create(String name) {
        TextMapPropagator own = OWN.get(name);
        if (own != null) {
            return own;
        }
        ConfigurablePropagatorProvider provider = plugins().get(name);
        return provider == null ? null : Plugins.create("propagator " + name, () -> provider.getPropagator(properties));
    }

    @Override
    public Collection<String> available() {
        Collection<String> names = new TreeSet<>(OWN.keySet());
        names.addAll(plugins().keySet());
        names.add(NameChoice.NONE);
        return names;
    }

    private Map<String, ConfigurablePropagatorProvider> plugins() {
        if (plugins == null) {
            plugins = Plugins.byName(ConfigurablePropagatorProvider.class, ConfigurablePropagatorProvider::getName);
        }
        return plugins;
    }
}
