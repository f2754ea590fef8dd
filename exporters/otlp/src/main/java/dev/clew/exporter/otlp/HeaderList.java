package dev.clew.exporter.otlp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Headers that users add to every request. Values hold credentials: no message of this class contains one. */
final class HeaderList {
    private static final String EXPECTED = "name=value pairs separated by commas, values percent-encoded";
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");

    /** Set by the sender or by the client under it; a second value would break the request or the reading of its answer. */
    private static final Set<String> TAKEN = Set.of(
            "accept-encoding",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "expect",
            "host",
            "http2-settings",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent");

    private HeaderList() {}

    /** The rule that a header breaks, or null when it can be sent. */
    static @Nullable String brokenRule(@Nullable String name, @Nullable String value) {
        if (name == null || !NAME.matcher(name).matches()) {
            return "header name must be a name that HTTP allows";
        }
        if (TAKEN.contains(name.toLowerCase(Locale.ROOT))) {
            return "header name must not be one that the sender sets itself";
        }
        if (value == null || !VALUE.matcher(value).matches()) {
            return "header value must be printable ASCII";
        }
        return null;
    }

    /**
     * Reads a list such as {@code api-key=secret,tenant=a%20b}; of a name given twice, the last value counts.
     *
     * @throws IllegalArgumentException whose message says what was expected and, by its place only, which pair is wrong
     */
    static Map<String, String> parse(String list) {
        Map<String, String> headers = new LinkedHashMap<>();
        String[] pairs = list.split(",", -1);
        for (int i = 0; i < pairs.length; i++) {
            if (pairs[i].isBlank()) {
                continue;
            }
            String wrong = add(pairs[i], headers);
            if (wrong != null) {
                throw new IllegalArgumentException(
                        EXPECTED + " (pair " + (i + 1) + " of " + pairs.length + ": " + wrong + ")");
            }
        }
        return headers;
    }

    private static @Nullable String add(String pair, Map<String, String> headers) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
            return "no '='";
        }
        String name = pair.substring(0, equals).trim();
        String value = percentDecoded(pair.substring(equals + 1).trim());
        if (value == null) {
            return "broken percent-encoding";
        }
        String broken = brokenRule(name, value);
        if (broken == null) {
            headers.put(name, value);
        }
        return broken;
    }

    /** The decoded text, or null when it is not percent-encoded UTF-8. A plus stays a plus: this is not a form. */
    private static @Nullable String percentDecoded(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        byte[] in = encoded.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] != '%') {
                out.put(in[i]);
                continue;
            }
            int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(in[i + 2], 16);
            if (low < 0) {
                return null;
            }
            out.put((byte) (high << 4 | low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }
}
