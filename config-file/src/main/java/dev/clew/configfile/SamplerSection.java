package dev.clew.configfile;

import dev.clew.autoconfigure.ConfigFileReader.Parts;
import dev.clew.configfile.Block.Choice;
import dev.clew.sdk.sampling.Samplers;
import dev.clew.sdk.sampling.SpanSampler;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSamplerProvider;
import io.opentelemetry.sdk.trace.samplers.ParentBasedSamplerBuilder;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A {@code sampler}, with the samplers inside it. */
final class SamplerSection {
    private static final List<String> OWN = List.of("always_on", "always_off", "trace_id_ratio_based", "parent_based");
    private static final List<String> BY_PARENT = List.of(
            "remote_parent_sampled", "remote_parent_not_sampled", "local_parent_sampled", "local_parent_not_sampled");

    private final Leftovers leftovers;
    private final Consumer<Runnable> closers;
    private final @Nullable String service;
    private @Nullable Map<String, ConfigurableSamplerProvider> plugins; // null until one is needed

    /** Samplers of others are given to the closers, for when the start fails. */
    SamplerSection(Leftovers leftovers, Consumer<Runnable> closers, @Nullable String service) {
        this.service = service;
        this.leftovers = leftovers;
        this.closers = closers;
    }

    /** The sampler that the key of the block holds; what the parent says, and every root, when it is left out. */
    Sampler read(Block block, String key) {
        Choice choice = block.choice(key, this::names);
        return choice == null ? Samplers.parentBased(Samplers.alwaysOn()) : of(choice);
    }

    private Sampler of(Choice choice) {
        return switch (choice.name()) {
            case "always_on" -> Samplers.alwaysOn();
            case "always_off" -> Samplers.alwaysOff();
            case "trace_id_ratio_based" -> {
                Double ratio = choice.settings().decimal("ratio", 0, 1);
                yield Samplers.traceIdRatio(ratio == null ? 1 : ratio);
            }
            case "parent_based" -> parentBased(choice.settings());
            default -> plugin(choice);
        };
    }

    private Sampler parentBased(Block block) {
        Choice choice = block.choice("root", this::names);
        Sampler root = choice == null ? Samplers.alwaysOn() : of(choice);
        boolean plain = BY_PARENT.stream().noneMatch(block::has);
        if (plain) {
            return Samplers.parentBased(root);
        }
        ParentBasedSamplerBuilder builder = Sampler.parentBasedBuilder(root);
        ifThere(block, BY_PARENT.get(0), builder::setRemoteParentSampled);
        ifThere(block, BY_PARENT.get(1), builder::setRemoteParentNotSampled);
        ifThere(block, BY_PARENT.get(2), builder::setLocalParentSampled);
        ifThere(block, BY_PARENT.get(3), builder::setLocalParentNotSampled);
        return builder.build();
    }

    private void ifThere(Block block, String key, Consumer<Sampler> set) {
        Choice choice = block.choice(key, this::names);
        if (choice != null) {
            set.accept(of(choice));
        }
    }

    private Sampler plugin(Choice choice) {
        ConfigurableSamplerProvider provider = plugins().get(choice.name());
        if (provider == null) {
            throw choice.unknown(names());
        }
        BlockSource source = new BlockSource(choice.settings());
        if (service != null) {
            source.putDefault("otel.service.name", service);
        }
        Sampler made = Component.make(
                choice.settings().origin(), source, settings -> provider.createSampler(Parts.properties(settings)));
        closers.accept(() -> SpanSampler.of(made).close());
        source.report(leftovers);
        return made;
    }

    private Collection<String> names() {
        Collection<String> names = new TreeSet<>(OWN);
        names.addAll(plugins().keySet());
        return names;
    }

    private Map<String, ConfigurableSamplerProvider> plugins() {
        if (plugins == null) {
            plugins = Parts.byName(ConfigurableSamplerProvider.class, ConfigurableSamplerProvider::getName);
        }
        return plugins;
    }
}
