package dev.clew.autoconfigure;

import dev.clew.sdk.settings.Settings;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Properties from customizers: what they change wins over everything, what they supply gives way to everything; of two
 * customizers the later wins.
 */
final class CustomizedProperties {
    private record Supply(String provider, Supplier<Map<String, String>> supplier) {}

    private record Change(String provider, Function<ConfigProperties, Map<String, String>> change) {}

    private record Property(String value, String provider) {}

    private final List<Supply> supplies = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();

    void supply(String provider, Supplier<Map<String, String>> supplier) {
        supplies.add(new Supply(provider, supplier));
    }

    void change(String provider, Function<ConfigProperties, Map<String, String>> change) {
        changes.add(new Change(provider, change));
    }

    void removeAllOf(String provider) {
        supplies.removeIf(supply -> supply.provider.equals(provider));
        changes.removeIf(change -> change.provider.equals(provider));
    }

    /** The settings below what is changed and above what is supplied. */
    Settings over(Settings settings) {
        if (supplies.isEmpty() && changes.isEmpty()) {
            return settings;
        }
        Layers layers = new Layers(settings);
        for (Supply supply : supplies) {
            put(layers.supplied, supply.provider, supply.supplier);
        }
        for (Change change : changes) {
            put(
                    layers.changed,
                    change.provider,
                    () -> change.change.apply(new SettingsProperties(Settings.of(layers))));
        }
        return Settings.of(layers);
    }

    private static void put(Map<String, Property> layer, String provider, Supplier<Map<String, String>> properties) {
        Map<String, String> made = Plugins.call(
                () -> new HashMap<>(properties.get()),
                "the properties customizer of " + provider,
                "it changes nothing");
        if (made != null) {
            made.forEach((key, value) -> {
                if (key != null && value != null) {
                    layer.put(Settings.variable(key), new Property(value, provider));
                }
            });
        }
    }

    /** By variables, as customizers write keys in more than one way. */
    private static final class Layers implements Settings.Source {
        private final Settings settings;
        private final Map<String, Property> changed = new HashMap<>();
        private final Map<String, Property> supplied = new HashMap<>();

        Layers(Settings settings) {
            this.settings = settings;
        }

        @Override
        public @Nullable String get(String key) {
            Property change = changed.get(Settings.variable(key));
            if (change != null) {
                return change.value;
            }
            String value = settings.get(key);
            Property supply = value == null ? supplied.get(Settings.variable(key)) : null;
            return supply == null ? value : supply.value;
        }

        @Override
        public String name(String key) {
            return customizing(key) == null ? settings.name(key) : key;
        }

        @Override
        public String origin(String key) {
            Property property = customizing(key);
            return property == null ? settings.origin(key) : "customizer " + property.provider;
        }

        private @Nullable Property customizing(String key) {
            Property change = changed.get(Settings.variable(key));
            return change != null || settings.get(key) != null ? change : supplied.get(Settings.variable(key));
        }
    }
}
