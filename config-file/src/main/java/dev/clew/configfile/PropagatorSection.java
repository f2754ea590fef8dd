package dev.clew.configfile;

import dev.clew.autoconfigure.ConfigFileReader.Parts;
import dev.clew.configfile.Block.Choice;
import dev.clew.propagation.Propagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurablePropagatorProvider;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code propagator}: those of the list of blocks, then those that only the list in one text names. None when left out. */
final class PropagatorSection {
    private static final String PASS_THROUGH = "passthrough";
    private static final String LIST = "composite_list";
    private static final String NONE = "none";

    private final Map<String, TextMapPropagator> chosen = new LinkedHashMap<>();
    private final Leftovers leftovers;
    private @Nullable Map<String, ConfigurablePropagatorProvider> plugins; // null until one is needed

    private PropagatorSection(Leftovers leftovers) {
        this.leftovers = leftovers;
    }

    /** The propagators by name, in the order of the file. */
    static Map<String, TextMapPropagator> read(Block block, Leftovers leftovers) {
        PropagatorSection section = new PropagatorSection(leftovers);
        for (Block one : block.blocks("composite")) {
            section.add(one.choice(section::names));
        }
        String list = block.text(LIST);
        if (list != null) {
            for (String name : list.split(",")) {
                if (!name.isBlank() && !name.trim().equals(NONE)) {
                    Origin origin = block.originOf(LIST);
                    section.add(new Choice(origin, name.trim(), new Block(origin, Map.of())));
                }
            }
        }
        return section.chosen;
    }

    private void add(Choice choice) {
        if (!chosen.containsKey(choice.name())) {
            TextMapPropagator own = choice.name().equals(PASS_THROUGH)
                    ? passThrough(choice.settings())
                    : Propagators.named(choice.name());
            chosen.put(choice.name(), own == null ? plugin(choice) : own);
        }
    }

    private static TextMapPropagator passThrough(Block settings) {
        String fields = settings.requiredText("fields");
        try {
            return Parts.passThrough(fields);
        } catch (IllegalArgumentException expected) {
            throw settings.originOf("fields").refused(fields, String.valueOf(expected.getMessage()));
        }
    }

    private TextMapPropagator plugin(Choice choice) {
        ConfigurablePropagatorProvider provider = plugins().get(choice.name());
        if (provider == null) {
            throw choice.unknown(names());
        }
        return Component.make(
                choice.settings(), leftovers, settings -> provider.getPropagator(Parts.properties(settings)));
    }

    private Collection<String> names() {
        Collection<String> names = new TreeSet<>(Propagators.names());
        names.add(PASS_THROUGH);
        names.addAll(plugins().keySet());
        return names;
    }

    private Map<String, ConfigurablePropagatorProvider> plugins() {
        if (plugins == null) {
            plugins = Parts.byName(ConfigurablePropagatorProvider.class, ConfigurablePropagatorProvider::getName);
        }
        return plugins;
    }
}
