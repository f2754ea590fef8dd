package dev.clew.autoconfigure;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The customizers of one kind of part, in order. Threads: one, at start. */
final class Customizers<T> {
    private record Step<T>(String provider, BiFunction<? super T, ConfigProperties, ? extends @Nullable T> change) {}

    private final String kind;
    private final List<Step<T>> steps = new ArrayList<>();

    /** For parts of this kind, such as "sampler". */
    Customizers(String kind) {
        this.kind = kind;
    }

    void add(String provider, BiFunction<? super T, ConfigProperties, ? extends @Nullable T> change) {
        steps.add(new Step<>(provider, change));
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    /** Forgets what a provider added that failed half way; whether there was anything. */
    boolean removeAllOf(String provider) {
        return steps.removeIf(step -> step.provider.equals(provider));
    }

    /** The part as the customizers make it. One that fails or answers null is reported, and changes nothing. */
    @SuppressWarnings("ReferenceEquality") // unchanged is the very object
    Customized<T> applyAll(T part, ConfigProperties properties) {
        T current = part;
        List<String> by = new ArrayList<>();
        for (Step<T> step : steps) {
            T changed = apply(step, current, properties, "the " + kind + " stays as it was");
            if (changed != null && changed != current) {
                current = changed;
                by.add(step.provider);
            }
        }
        return new Customized<>(current, by);
    }

    /**
     * As {@link #applyAll}, or null when one customizer fails or answers null. It may have meant to redact or to filter: without
     * it, spans must not leave.
     */
    @Nullable
    @SuppressWarnings("ReferenceEquality") // unchanged is the very object
    Customized<T> applyAllOrNone(T part, ConfigProperties properties) {
        T current = part;
        List<String> by = new ArrayList<>();
        for (Step<T> step : steps) {
            T changed = apply(
                    step, current, properties, "the " + kind + " is left out: uncustomized, it could say too much");
            if (changed == null) {
                return null;
            }
            if (changed != current) {
                current = changed;
                by.add(step.provider);
            }
        }
        return new Customized<>(current, by);
    }

    private @Nullable T apply(Step<T> step, T part, ConfigProperties properties, String instead) {
        return Plugins.call(
                () -> step.change.apply(part, properties), "the " + kind + " customizer of " + step.provider, instead);
    }
}
