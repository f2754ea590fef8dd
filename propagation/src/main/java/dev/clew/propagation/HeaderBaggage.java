package dev.clew.propagation;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.BaggageEntry;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Baggage as a header for each entry, its name a prefix and the key. Metadata is not sent. At most 64 entries and 8,192 bytes of keys and values go either way; an entry whose key
 * cannot be part of a header's name, or whose value cannot be written, is left out.
 *
 * <p>Allocates: nothing without such headers, beside what the carrier takes to list its names.
 */
final class HeaderBaggage {
    private final String prefix;
    private final boolean percentEncoded;

    private HeaderBaggage(String prefix, boolean percentEncoded) {
        this.prefix = prefix;
        this.percentEncoded = percentEncoded;
    }

    /** Any value can be written. */
    static HeaderBaggage percentEncoded(String prefix) {
        return new HeaderBaggage(prefix, true);
    }

    /** Values are sent as they are: printable ASCII only. */
    static HeaderBaggage plain(String prefix) {
        return new HeaderBaggage(prefix, false);
    }

    /** Adds the entries of the carrier to those found before. Finds none where the getter does not list the names. */
    @SuppressWarnings("deprecation") // There is no other way to find headers whose names the caller chose.
    <C> @Nullable BoundedBaggage read(@Nullable C carrier, TextMapGetter<C> getter, @Nullable BoundedBaggage before) {
        BoundedBaggage baggage = before;
        int looks = BaggageReader.MAX_ENTRIES; // also at what is then refused: each look may search all headers
        for (String name : getter.keys(carrier)) {
            if (looks == 0 || BoundedBaggage.isFull(baggage)) {
                break;
            }
            if (name != null && name.length() > prefix.length() && startsWithPrefix(name)) {
                looks--;
                String key = name.substring(prefix.length());
                baggage = BoundedBaggage.add(baggage, key, decode(getter.get(carrier, name)));
            }
        }
        return baggage;
    }

    <C> void write(Baggage baggage, @Nullable C carrier, TextMapSetter<C> setter) {
        if (baggage.isEmpty()) {
            return;
        }
        int entriesLeft = BaggageReader.MAX_ENTRIES;
        int bytesLeft = BaggageReader.MAX_BYTES;
        for (Map.Entry<String, BaggageEntry> entry : baggage.asMap().entrySet()) {
            String key = entry.getKey();
            String value = encode(entry.getValue().getValue());
            if (entriesLeft == 0 || value == null || !BaggageText.isToken(key)) {
                continue;
            }
            int bytes = key.length() + value.length();
            if (bytes <= bytesLeft) {
                entriesLeft--;
                bytesLeft -= bytes;
                setter.set(carrier, prefix.concat(key), value);
            }
        }
    }

    private boolean startsWithPrefix(String name) {
        return name.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    private @Nullable String decode(@Nullable String value) {
        if (value == null || value.length() > BaggageReader.MAX_BYTES) {
            return null;
        }
        return percentEncoded ? UrlText.decode(value) : ifPrintable(value);
    }

    private @Nullable String encode(String value) {
        return percentEncoded ? UrlText.encode(value) : ifPrintable(value);
    }

    private static @Nullable String ifPrintable(String value) {
        return UrlText.isPrintable(value) ? value : null;
    }
}
