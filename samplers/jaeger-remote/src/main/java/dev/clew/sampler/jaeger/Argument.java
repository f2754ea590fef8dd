package dev.clew.sampler.jaeger;

import dev.clew.sdk.settings.Names;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code OTEL_TRACES_SAMPLER_ARG} as the specification has it for this sampler, and with the protocol. */
final class Argument {
    private static final List<String> KEYS =
            List.of("endpoint", "initialSamplingRate", "pollingIntervalMs", "protocol");
    private static final Pattern MILLIS = Pattern.compile("\\d{1,10}");
    private static final Pattern DECIMAL = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

    private Argument() {}

    /** Throws {@link IllegalArgumentException}, with what was expected as its message. */
    static JaegerRemoteSamplerBuilder parse(String text) {
        Map<String, String> values = values(text);
        JaegerRemoteSamplerBuilder builder = JaegerRemoteSampler.builder();
        String endpoint = values.get("endpoint");
        String protocol = values.get("protocol");
        builder.setEndpoint(expecting(
                "endpoint and protocol",
                () -> endpoint == null && protocol == null
                        ? Endpoint.DEFAULT
                        : Endpoint.parse(
                                endpoint == null ? Endpoint.DEFAULT.url().toString() : endpoint, protocol)));
        String interval = values.get("pollingIntervalMs");
        if (interval != null) {
            builder.setPollingInterval(millis(interval));
        }
        String rate = values.get("initialSamplingRate");
        if (rate != null) {
            builder.setInitialSamplingRate(rate(rate));
        }
        return builder;
    }

    private interface Parsing<T> {
        T parse();
    }

    private static <T> T expecting(String keys, Parsing<T> parsing) {
        try {
            return parsing.parse();
        } catch (IllegalArgumentException expected) {
            throw new IllegalArgumentException(wrong(keys, String.valueOf(expected.getMessage())), expected);
        }
    }

    private static String wrong(String key, String expected) {
        return "key=value pairs separated by commas, of which " + key + " must be " + expected;
    }

    private static Map<String, String> values(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : text.split(",")) {
            if (pair.isBlank()) {
                continue;
            }
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException(wrong("each", "such a pair"));
            }
            String name = pair.substring(0, equals).trim();
            String key = known(name);
            if (key == null) {
                throw new IllegalArgumentException(wrong("each key", Names.oneOf(KEYS, name)));
            }
            values.put(key, pair.substring(equals + 1).trim());
        }
        return values;
    }

    /** The key in its own case: nobody remembers which letters are large. */
    private static @Nullable String known(String key) {
        return KEYS.stream().filter(key::equalsIgnoreCase).findFirst().orElse(null);
    }

    private static Duration millis(String value) {
        if (!MILLIS.matcher(value).matches() || Long.parseLong(value) < 1) {
            throw new IllegalArgumentException(wrong("pollingIntervalMs", "a whole number of milliseconds from 1"));
        }
        return Duration.ofMillis(Long.parseLong(value));
    }

    private static double rate(String value) {
        double rate = DECIMAL.matcher(value).matches() ? Double.parseDouble(value) : -1;
        if (rate < 0 || rate > 1) {
            throw new IllegalArgumentException(wrong("initialSamplingRate", "a number from 0 to 1"));
        }
        return rate;
    }
}
