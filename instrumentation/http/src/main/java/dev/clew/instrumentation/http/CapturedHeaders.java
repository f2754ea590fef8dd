package dev.clew.instrumentation.http;

import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The headers that somebody wants on spans, one attribute each. A header that lets its reader in is there without its value, and
 * a hostile one is cut: {@value #MOST_VALUES} values of {@value #MOST_CHARS} characters are kept. Threads: any.
 */
final class CapturedHeaders {
    static final int MOST_VALUES = 32;
    static final int MOST_CHARS = 4_096;
    static final CapturedHeaders NONE = new CapturedHeaders(List.of());

    private static final Set<String> SECRET =
            Set.of("authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key");
    private static final List<String> REDACTED = List.of("REDACTED");

    private final List<Header> headers;

    private CapturedHeaders(List<Header> headers) {
        this.headers = headers;
    }

    /** As {@code http.request.header.<name>}. */
    static CapturedHeaders ofRequests(Collection<String> names) {
        return of("http.request.header.", names);
    }

    /** As {@code http.response.header.<name>}. */
    static CapturedHeaders ofResponses(Collection<String> names) {
        return of("http.response.header.", names);
    }

    private static CapturedHeaders of(String prefix, Collection<String> names) {
        return new CapturedHeaders(names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .map(name -> new Header(name, stringArrayKey(prefix + name), SECRET.contains(name)))
                .toList());
    }

    /** Sets those headers of a message that it has. {@code values} answers null or nothing for one that it does not have. */
    <M> void set(Span span, M message, BiFunction<M, String, @Nullable List<String>> values) {
        for (Header header : headers) {
            List<String> found = values.apply(message, header.name());
            if (found != null && !found.isEmpty()) {
                span.setAttribute(header.key(), header.secret() ? REDACTED : bounded(found));
            }
        }
    }

    private static List<String> bounded(List<String> values) {
        List<String> bounded = new ArrayList<>(Math.min(values.size(), MOST_VALUES));
        for (String value : values.subList(0, Math.min(values.size(), MOST_VALUES))) {
            bounded.add(value.length() <= MOST_CHARS ? value : value.substring(0, MOST_CHARS));
        }
        return bounded;
    }

    private record Header(String name, AttributeKey<List<String>> key, boolean secret) {}
}
