package dev.clew.benchmarks;

import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The headers of a request as a server keeps them, and what the peers of the propagation benchmarks put among them. */
final class Requests {
    static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
    static final String SPAN_ID = "b7ad6b7169203331";

    static final TextMapGetter<Map<String, String>> GETTER = new TextMapGetter<>() {
        @Override
        public @Nullable String get(@Nullable Map<String, String> headers, String name) {
            return headers == null ? null : headers.get(name);
        }
    };

    static final TextMapSetter<Map<String, String>> SETTER = (headers, name, value) -> {
        if (headers != null) {
            headers.put(name, value);
        }
    };

    private Requests() {}

    /** What a browser behind a proxy sends; no context of any kind. */
    static Map<String, String> plain() {
        Map<String, String> headers = new HashMap<>();
        headers.put("host", "shop.example.com");
        headers.put("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        headers.put("accept", "application/json");
        headers.put("accept-encoding", "gzip, deflate, br, zstd");
        headers.put("accept-language", "en-US,en;q=0.5");
        headers.put("content-type", "application/json");
        headers.put("content-length", "312");
        headers.put("cookie", "session=6f1ed002ab5595859014ebf0951522d9");
        headers.put("x-forwarded-for", "203.0.113.195");
        headers.put("x-forwarded-proto", "https");
        headers.put("x-request-id", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
        return headers;
    }

    /** Not sampled, so that what follows in a benchmark is not drowned in recording a span. */
    static Map<String, String> traced(int traceStateMembers) {
        Map<String, String> headers = plain();
        headers.put("traceparent", "00-" + TRACE_ID + '-' + SPAN_ID + "-00");
        if (traceStateMembers > 0) {
            headers.put("tracestate", traceState(traceStateMembers));
        }
        return headers;
    }

    static Map<String, String> withBaggage(int entries) {
        Map<String, String> headers = plain();
        headers.put(
                "baggage",
                IntStream.range(0, entries)
                        .mapToObj(i -> "key" + i + '=' + baggageValue(i))
                        .collect(Collectors.joining(",")));
        return headers;
    }

    static String baggageValue(int entry) {
        return "value-of-entry-" + entry;
    }

    /** The members of the specification's examples first. */
    private static String traceState(int members) {
        return IntStream.range(0, members)
                .mapToObj(i -> switch (i) {
                    case 0 -> "rojo=00f067aa0ba902b7";
                    case 1 -> "congo=t61rcWkgMzE";
                    default -> "tenant" + i + "@vendor=2f2d36e0" + i;
                })
                .collect(Collectors.joining(","));
    }
}
