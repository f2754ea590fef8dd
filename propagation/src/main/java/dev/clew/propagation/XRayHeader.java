package dev.clew.propagation;

import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an {@code X-Amzn-Trace-Id}, in any order, among fields of others:
 *
 * <pre>
 * Root=1-8a3c60f7-d188f8fa79d48a391a778fa6;Parent=53995c3f42cd8ad8;Sampled=1;Lineage=32767:e65a2c4d:255
 *        epoch    unique                          span                                count hash     loops
 * </pre>
 *
 * <p>The trace id is the epoch, which may lack leading zeros, and what is unique.
 */
final class XRayHeader {
    private static final int EPOCH = 8;
    private static final int MAX_COUNT = 32_767;
    private static final int MAX_LOOPS = 255;

    private String root = "";
    private String parent = "";
    private String sampled = "?"; // also what a caller writes who leaves the decision to us
    private String lineage = "";

    XRayHeader(String header) {
        int start = 0;
        while (start < header.length()) {
            int end = Ascii.indexOf(header, ';', start, header.length());
            int equals = Ascii.indexOf(header, '=', start, end);
            if (equals < end) {
                set(BaggageText.trim(header, start, equals), BaggageText.trim(header, equals + 1, end));
            }
            start = end + 1;
        }
    }

    /** The header for {@code span}, with the lineage if it is one. */
    static String format(SpanContext span, @Nullable String lineage) {
        String trace = span.getTraceId();
        String header = "Root=1-" + trace.substring(0, EPOCH) + '-' + trace.substring(EPOCH) + ";Parent="
                + span.getSpanId() + ";Sampled=" + (span.isSampled() ? '1' : '0');
        return lineage == null || !isLineage(lineage) ? header : header + ";Lineage=" + lineage;
    }

    /** 32 digits, or null. */
    @Nullable
    String traceId() {
        int dash = root.length() - 1 - (HexId.TRACE - EPOCH);
        int epochDigits = dash - 2;
        if (epochDigits < 1 || epochDigits > EPOCH || !root.startsWith("1-") || root.charAt(dash) != '-') {
            return null;
        }
        String id = HexId.padded(root.substring(2, dash), EPOCH).concat(root.substring(dash + 1));
        return HexId.read(id, 0, HexId.TRACE, HexId.TRACE);
    }

    /** 16 digits, or null. */
    @Nullable
    String spanId() {
        return parent.length() == HexId.SPAN ? HexId.read(parent, 0, HexId.SPAN, HexId.SPAN) : null;
    }

    boolean hasValidDecision() {
        return sampled.length() == 1 && "01?".contains(sampled);
    }

    boolean isSampled() {
        return sampled.equals("1");
    }

    @Nullable
    String lineage() {
        return isLineage(lineage) ? lineage : null;
    }

    private void set(String name, String value) {
        switch (name) {
            case "Root" -> root = value;
            case "Parent" -> parent = value;
            case "Sampled" -> sampled = value;
            case "Lineage" -> lineage = value;
            default -> {} // somebody else's
        }
    }

    private static boolean isLineage(String text) {
        int countEnd = text.indexOf(':');
        int hashEnd = text.indexOf(':', countEnd + 1);
        return countEnd > 0
                && hashEnd == countEnd + 1 + EPOCH
                && HexId.isHex(text, countEnd + 1, hashEnd)
                && isNumber(text, 0, countEnd, MAX_COUNT)
                && isNumber(text, hashEnd + 1, text.length(), MAX_LOOPS);
    }

    private static boolean isNumber(String text, int from, int to, int max) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            number = number * 10 + c - '0';
            if (!Ascii.isDigit(c) || number > max) {
                return false;
            }
        }
        return from < to;
    }
}
