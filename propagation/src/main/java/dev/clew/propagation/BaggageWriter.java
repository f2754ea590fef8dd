package dev.clew.propagation;

import io.opentelemetry.api.baggage.BaggageEntry;

/** Builds one {@code baggage} header. When full: an entry that does not fit is left out, whole; smaller ones may follow. */
final class BaggageWriter {
    // Room for one or two entries of the usual length.
    private final StringBuilder header = new StringBuilder(64);
    private int entries;

    void add(String key, BaggageEntry entry) {
        if (entries == BaggageReader.MAX_ENTRIES || !BaggageText.isToken(key)) {
            return;
        }
        int start = header.length();
        if (start > 0) {
            header.append(',');
        }
        header.append(key).append('=');
        BaggageText.encodeValue(entry.getValue(), header);
        String properties = entry.getMetadata().getValue().strip();
        if (!properties.isEmpty()) {
            header.append(';');
            BaggageText.encodeProperties(properties, header);
        }
        if (header.length() > BaggageReader.MAX_BYTES) {
            header.setLength(start);
        } else {
            entries++;
        }
    }

    boolean isEmpty() {
        return entries == 0;
    }

    String header() {
        return header.toString();
    }
}
