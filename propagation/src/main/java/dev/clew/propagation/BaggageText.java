package dev.clew.propagation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * The characters of a {@code baggage} header, and how the others are written.
 *
 * <pre>
 * key        = token                       as in HTTP
 * value      = *octet                      printable ASCII but space " , ; \   percent-encoded UTF-8
 * properties = *( octet / OWS / ";" )      kept as they are, so that their own encoding survives
 * </pre>
 */
final class BaggageText {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private BaggageText() {}

    static boolean isToken(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (!Ascii.isLetter(c) && !Ascii.isDigit(c) && TOKEN_MARKS.indexOf(c) < 0) {
                return false;
            }
        }
        return !key.isEmpty();
    }

    static boolean isProperties(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPropertyOctet(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * The text that {@code encoded} stands for; null if it has a character that should have been encoded, or a percent sign
     * without two hex digits. Bytes that are not UTF-8 become U+FFFD, as the specification asks.
     */
    static @Nullable String decodeValue(String encoded) {
        int plain = plainLength(encoded);
        if (plain == encoded.length()) {
            return encoded;
        }
        byte[] bytes = encoded.getBytes(ISO_8859_1);
        int length = plain;
        for (int i = plain; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (!isOctet(c)) {
                return null;
            }
            if (c != '%') {
                bytes[length++] = (byte) c;
            } else if (isEscape(encoded, i)) {
                bytes[length++] = unescaped(encoded, i);
                i += 2;
            } else {
                return null;
            }
        }
        return new String(bytes, 0, length, UTF_8);
    }

    static void encodeValue(String text, StringBuilder out) {
        if (plainLength(text) == text.length()) {
            out.append(text);
            return;
        }
        for (byte b : text.getBytes(UTF_8)) {
            char c = (char) (b & 0xff);
            append(out, c, isPlain(c));
        }
    }

    static void encodeProperties(String text, StringBuilder out) {
        for (byte b : text.getBytes(UTF_8)) {
            char c = (char) (b & 0xff);
            append(out, c, isPropertyOctet(c));
        }
    }

    /** The part of {@code text} without spaces and tabs around it. */
    static String trim(String text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && Ascii.isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && Ascii.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** How many characters at the beginning stand for themselves in a value; of most values, all do. */
    private static int plainLength(String text) {
        int length = 0;
        while (length < text.length() && isPlain(text.charAt(length))) {
            length++;
        }
        return length;
    }

    private static boolean isPlain(char c) {
        return isOctet(c) && c != '%';
    }

    static void append(StringBuilder out, char octet, boolean asItIs) {
        if (asItIs) {
            out.append(octet);
        } else {
            out.append('%').append(HEX[octet >> 4]).append(HEX[octet & 0xf]);
        }
    }

    private static boolean isPropertyOctet(char c) {
        return isOctet(c) || Ascii.isSpace(c) || c == ';';
    }

    private static boolean isOctet(char c) {
        return Ascii.isVisible(c) && c != '"' && c != ',' && c != ';' && c != '\\';
    }

    static boolean isEscape(String text, int percent) {
        return percent + 2 < text.length() && hexDigit(text, percent + 1) >= 0 && hexDigit(text, percent + 2) >= 0;
    }

    static byte unescaped(String text, int percent) {
        return (byte) (hexDigit(text, percent + 1) << 4 | hexDigit(text, percent + 2));
    }

    private static int hexDigit(String text, int at) {
        char c = text.charAt(at);
        return c < 128 ? Character.digit(c, 16) : -1;
    }
}
