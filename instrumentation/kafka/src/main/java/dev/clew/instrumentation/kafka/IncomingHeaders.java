package dev.clew.instrumentation.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a producer wrote into a record's headers, whoever that was: a header without a value, or with one longer than any
 * propagator allows, is not there, and of a name that comes more often than that only the first are.
 *
 * <p>Names are compared as Kafka does, by case. Threads: any. Allocates: nothing for a name that is not there.
 */
final class IncomingHeaders implements TextMapGetter<Headers> {
    /** Twice what W3C Baggage allows, the longest of the formats. */
    private static final int LONGEST_VALUE_BYTES = 16_384;

    private static final int MOST_VALUES = 64;

    @Override
    @SuppressWarnings("deprecation") // still abstract in OpenTelemetry, and some propagators still call it
    public Iterable<String> keys(Headers headers) {
        List<String> keys = new ArrayList<>();
        for (Header header : headers) {
            keys.add(header.key());
        }
        return keys;
    }

    /**
     * The value on which all headers of the name agree. For a header that names a parent there is no better answer: neither the
     * first nor the last of two traceparents is the true one, so the trace begins anew, as W3C Trace Context wants it.
     */
    @Override
    public @Nullable String get(@Nullable Headers headers, String name) {
        if (headers == null || headers.lastHeader(name) == null) {
            return null;
        }
        String agreed = null;
        for (String value : values(headers, name)) {
            if (agreed != null && !agreed.equals(value)) {
                return null;
            }
            agreed = value;
        }
        return agreed;
    }

    @Override
    public Iterator<String> getAll(@Nullable Headers headers, String name) {
        if (headers == null || headers.lastHeader(name) == null) {
            return Collections.emptyIterator();
        }
        return values(headers, name).iterator();
    }

    private static List<String> values(Headers headers, String name) {
        List<String> values = new ArrayList<>(1);
        for (Header header : headers.headers(name)) {
            byte[] value = header.value();
            if (value != null && value.length <= LONGEST_VALUE_BYTES && values.size() < MOST_VALUES) {
                values.add(new String(value, UTF_8));
            }
        }
        return values;
    }
}
