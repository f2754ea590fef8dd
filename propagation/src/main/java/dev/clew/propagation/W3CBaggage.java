package dev.clew.propagation;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * W3C Baggage: the header {@code baggage}, at most 64 entries and 8,192 bytes in either direction.
 *
 * <p>Values are percent-encoded UTF-8. An entry's metadata is the text behind its first semicolon, carried as it is; only what
 * a header cannot hold is percent-encoded, and stays so at the other end. When over a limit: what does not fit is left out,
 * entry by entry. Received entries that break the grammar are left out, and of two with one key the last one counts.
 *
 * <p>Threads: any. Allocates: nothing when there is no baggage.
 */
public final class W3CBaggage extends GuardedPropagator {
    private static final W3CBaggage INSTANCE = new W3CBaggage();
    private static final String BAGGAGE = "baggage";
    private static final List<String> FIELDS = List.of(BAGGAGE);

    private W3CBaggage() {}

    /** The propagator; always the same instance. */
    public static TextMapPropagator propagator() {
        return INSTANCE;
    }

    @Override
    public Collection<String> fields() {
        return FIELDS;
    }

    @Override
    <C> void write(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
        Baggage baggage = Baggage.fromContext(context);
        if (baggage.isEmpty()) {
            return;
        }
        BaggageWriter writer = new BaggageWriter();
        baggage.forEach(writer::add);
        if (!writer.isEmpty()) {
            setter.set(carrier, BAGGAGE, writer.header());
        }
    }

    @Override
    <C> Context read(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
        Iterator<String> headers = headers(getter, carrier, BAGGAGE);
        if (!headers.hasNext()) {
            return context;
        }
        BaggageReader reader = new BaggageReader();
        headers.forEachRemaining(reader::add);
        return reader.isEmpty() ? context : context.with(reader.baggage());
    }
}
