package dev.clew.propagation;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.BaggageBuilder;
import io.opentelemetry.context.Context;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Collects the baggage of one request that comes as a header for each entry. Keys come in lower case: names of headers have no
 * case of their own. When full: an entry that does not fit is left out,
 * so that a peer cannot make us keep more than in one {@code baggage} header.
 */
final class BoundedBaggage {
    private final BaggageBuilder builder = Baggage.builder();
    private int entries;
    private int bytes;

    private BoundedBaggage() {}

    /** With one entry more, unless it is malformed or does not fit; made at the first one. */
    static @Nullable BoundedBaggage add(@Nullable BoundedBaggage before, String key, @Nullable String value) {
        if (value == null || !BaggageText.isToken(key)) {
            return before;
        }
        int bytesOfAll = (before == null ? 0 : before.bytes) + key.length() + value.length();
        if (isFull(before) || bytesOfAll > BaggageReader.MAX_BYTES) {
            return before;
        }
        BoundedBaggage baggage = before == null ? new BoundedBaggage() : before;
        baggage.builder.put(key.toLowerCase(Locale.ROOT), value);
        baggage.bytes = bytesOfAll;
        baggage.entries++;
        return baggage;
    }

    static boolean isFull(@Nullable BoundedBaggage baggage) {
        return baggage != null && baggage.entries == BaggageReader.MAX_ENTRIES;
    }

    Context putInto(Context context) {
        return context.with(builder.build());
    }
}
