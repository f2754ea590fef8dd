package dev.clew.propagation;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.BaggageBuilder;
import io.opentelemetry.api.baggage.BaggageEntryMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Collects the entries of one request's {@code baggage} headers. When full: the rest is not looked at, so that a peer cannot make us
 * work by sending more.
 */
final class BaggageReader {
    static final int MAX_ENTRIES = 64;
    static final int MAX_BYTES = 8192;

    private final BaggageBuilder builder = Baggage.builder();
    private int entries;
    private int bytesBefore;

    /** Takes one more header, as if it followed the ones before it after a comma. */
    void add(String header) {
        int start = 0;
        while (start < header.length() && entries < MAX_ENTRIES) {
            int end = Ascii.indexOf(header, ',', start, header.length());
            if (bytesBefore + end > MAX_BYTES) {
                break;
            }
            addMember(header, start, end);
            start = end + 1;
        }
        bytesBefore = Math.min(MAX_BYTES, bytesBefore + header.length()) + 1;
    }

    boolean isEmpty() {
        return entries == 0;
    }

    Baggage baggage() {
        return builder.build();
    }

    private void addMember(String header, int from, int to) {
        int valueEnd = Ascii.indexOf(header, ';', from, to);
        int equals = Ascii.indexOf(header, '=', from, valueEnd);
        if (equals == valueEnd) {
            return;
        }
        String key = BaggageText.trim(header, from, equals);
        String value = BaggageText.decodeValue(BaggageText.trim(header, equals + 1, valueEnd));
        BaggageEntryMetadata metadata = metadata(header, Math.min(valueEnd + 1, to), to);
        if (BaggageText.isToken(key) && value != null && metadata != null) {
            builder.put(key, value, metadata);
            entries++;
        }
    }

    private static @Nullable BaggageEntryMetadata metadata(String header, int from, int to) {
        String properties = BaggageText.trim(header, from, to);
        if (properties.isEmpty()) {
            return BaggageEntryMetadata.empty();
        }
        return BaggageText.isProperties(properties) ? BaggageEntryMetadata.create(properties) : null;
    }
}
