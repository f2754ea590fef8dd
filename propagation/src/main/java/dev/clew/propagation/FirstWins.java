package dev.clew.propagation;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Several formats at once, the first of them the most trusted: it is read last, and what it finds stands. Where it finds no
 * span, or no baggage, the next one's stands. One that throws is as good as absent. Threads: any.
 */
final class FirstWins extends GuardedPropagator {
    private final List<TextMapPropagator> lastToFirst = new ArrayList<>();
    private final List<String> fields;

    FirstWins(List<TextMapPropagator> firstToLast) {
        Set<String> all = new LinkedHashSet<>();
        for (TextMapPropagator propagator : firstToLast) {
            lastToFirst.add(0, propagator);
            all.addAll(propagator.fields());
        }
        fields = List.copyOf(all);
    }

    @Override
    public Collection<String> fields() {
        return fields;
    }

    /** Of two that write the same header, the first one's stays as well. */
    @Override
    <C> void write(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
        for (int i = 0; i < lastToFirst.size(); i++) {
            try {
                lastToFirst.get(i).inject(context, carrier, setter);
            } catch (RuntimeException | LinkageError failure) {
                failed(lastToFirst.get(i), failure);
            }
        }
    }

    @Override
    <C> Context read(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
        Context read = context;
        for (int i = 0; i < lastToFirst.size(); i++) {
            try {
                read = lastToFirst.get(i).extract(read, carrier, getter);
            } catch (RuntimeException | LinkageError failure) {
                failed(lastToFirst.get(i), failure);
            }
        }
        return read;
    }

    private void failed(TextMapPropagator member, Throwable failure) {
        log("A propagator failed, the others go on: propagator=" + member, failure);
    }
}
