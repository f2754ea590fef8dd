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
final class PropagatorSettings {
    private static final String KEY = "otel.propagators";
    private static final Map<String, TextMapPropagator> OWN =
            Map.of("tracecontext", W3CTraceContext.propagator(), "baggage", W3CBaggage.propagator());

    private final Settings settings;
    private final ConfigProperties properties;
    private @Nullable Map<String, ConfigurablePropagatorProvider> plugins;

    PropagatorSettings(Settings settings, ConfigProperties properties) {
        this.settings = settings;
        this.properties = properties;
    }

    /** The names of the propagators now in the builder. */
    List<String> apply(ClewSdkBuilder builder) {
        NameChoice choice = new NameChoice(settings, KEY, this::isKnown, this::available);
        List<String> names = new ArrayList<>();
        List<TextMapPropagator> propagators = new ArrayList<>();
        for (String name : choice.list(List.of("tracecontext", "baggage"))) {
            TextMapPropagator propagator = create(name);
            if (propagator != null) {
                names.add(name);
                propagators.add(propagator);
            }
        }
        builder.setPropagators(ContextPropagators.create(TextMapPropagator.composite(propagators)));
        return names;
    }

    private boolean isKnown(String name) {
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

    private Collection<String> available() {
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
