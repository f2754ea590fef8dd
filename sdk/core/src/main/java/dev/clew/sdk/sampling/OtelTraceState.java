package dev.clew.sdk.sampling;

import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * OpenTelemetry's member of a tracestate: {@code ot=th:c;rv:0123456789abcd}, and whatever else stands in it.
 *
 * <p>A trace is sampled when its randomness of 56 bits is at least the threshold: {@code th} says the threshold that was applied,
 * without its trailing zeros, and {@code rv} the randomness where it is not in the trace id. What is malformed counts as absent,
 * and is left out when the member has to be written anew. Threads: immutable.
 */
final class OtelTraceState {
    /** Thresholds and randomness are below this; as a threshold it keeps everything out. */
    static final long LIMIT = 1L << 56;

    static final long NONE = -1;
    private static final String KEY = "ot";
    private static final int DIGITS = 14;
    private static final int MAX_LENGTH = 256;
    private static final int MAX_MEMBERS = 32;

    private final TraceState state;
    private final String value;
    private final long threshold;
    private final long randomness;

    OtelTraceState(TraceState state) {
        this.state = state;
        String found = state.isEmpty() ? null : state.get(KEY);
        this.value = found == null || found.length() > MAX_LENGTH ? "" : found;
        String th = sub("th");
        this.threshold = th == null || th.length() > DIGITS ? NONE : hex(th) << (4 * (DIGITS - th.length()));
        String rv = sub("rv");
        this.randomness = rv == null || rv.length() != DIGITS ? NONE : hex(rv);
    }

    /** The part of traces that a ratio keeps out, of 2^56. */
    static long threshold(double ratio) {
        return LIMIT - Math.round(ratio * LIMIT);
    }

    /** A threshold below {@link #LIMIT} as {@code th} says it. */
    static String encode(long threshold) {
        String digits = HexFormat.of().toHexDigits(threshold, DIGITS);
        int length = DIGITS;
        while (length > 1 && digits.charAt(length - 1) == '0') {
            length--;
        }
        return digits.substring(0, length);
    }

    /** The threshold that the parent was sampled by, or a negative number. */
    long threshold() {
        return threshold;
    }

    /** The randomness that a threshold is compared with. */
    long randomness(long traceIdLow) {
        return randomness >= 0 ? randomness : traceIdLow & (LIMIT - 1);
    }

    /** A tracestate with this threshold in it, or with none: the member that changes comes first, and all others stay. */
    TraceState with(@Nullable String newThreshold) {
        String written = written(newThreshold);
        boolean isThere = state.get(KEY) != null;
        if (written.equals(value) && isThere == !written.isEmpty()) {
            return state;
        }
        TraceState others = isThere ? state.toBuilder().remove(KEY).build() : state;
        if (written.isEmpty()) {
            return others;
        }
        TraceStateBuilder builder = others.size() < MAX_MEMBERS ? others.toBuilder() : withoutTheLast(others);
        return builder.put(KEY, written).build();
    }

    /** A full list takes no new member: the oldest makes room, as W3C Trace Context asks. */
    private static TraceStateBuilder withoutTheLast(TraceState full) {
        String[] last = new String[1];
        full.forEach((key, ignored) -> last[0] = key);
        return full.toBuilder().remove(last[0]);
    }

    private String written(@Nullable String newThreshold) {
        StringBuilder text = new StringBuilder();
        if (newThreshold != null) {
            text.append("th:").append(newThreshold);
        }
        if (randomness >= 0) {
            append(text, "rv:" + HexFormat.of().toHexDigits(randomness, DIGITS));
        }
        for (String part : value.split(";")) {
            if (isWellFormed(part) && !part.startsWith("th:") && !part.startsWith("rv:")) {
                append(text, part);
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String part) {
        if (text.length() + 1 + part.length() <= MAX_LENGTH) {
            text.append(text.isEmpty() ? "" : ";").append(part);
        }
    }

    /** The value of the first sub-key of this name, or null. */
    private @Nullable String sub(String name) {
        int start = 0;
        while (start < value.length()) {
            int end = value.indexOf(';', start);
            end = end < 0 ? value.length() : end;
            int colon = start + name.length();
            if (colon < end && value.charAt(colon) == ':' && value.startsWith(name, start)) {
                String found = value.substring(colon + 1, end);
                return isHex(found) ? found : null;
            }
            start = end + 1;
        }
        return null;
    }

    private static boolean isHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isDigit(c) && !(c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static long hex(String digits) {
        return HexFormat.fromHexDigitsToLong(digits);
    }

    private static boolean isWellFormed(String part) {
        int colon = part.indexOf(':');
        if (colon < 1 || colon == part.length() - 1 || !isLower(part.charAt(0))) {
            return false;
        }
        for (int i = 1; i < part.length(); i++) {
            char c = part.charAt(i);
            boolean inKey = isLower(c) || isDigit(c);
            boolean inValue = inKey || (c >= 'A' && c <= 'Z') || c == '.' || c == '_' || c == '-';
            if (i != colon && !(i < colon ? inKey : inValue)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }
}
