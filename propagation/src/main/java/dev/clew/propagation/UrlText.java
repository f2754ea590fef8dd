package dev.clew.propagation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** Text in a header as forms on the web encode it: percent-encoded UTF-8, and a plus sign that may be a space. */
final class UrlText {
    private static final String UNRESERVED = "-._~";

    private UrlText() {}

    /** The text that {@code encoded} stands for; null if it is not printable ASCII, or a percent sign has no two hex digits. */
    static @Nullable String decode(String encoded) {
        if (!isPrintable(encoded)) {
            return null;
        }
        if (encoded.indexOf('%') < 0 && encoded.indexOf('+') < 0) {
            return encoded;
        }
        byte[] bytes = encoded.getBytes(ISO_8859_1);
        int length = 0;
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c != '%') {
                bytes[length++] = (byte) (c == '+' ? ' ' : c);
            } else if (BaggageText.isEscape(encoded, i)) {
                bytes[length++] = BaggageText.unescaped(encoded, i);
                i += 2;
            } else {
                return null;
            }
        }
        return new String(bytes, 0, length, UTF_8);
    }

    static String encode(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(UTF_8)) {
            char c = (char) (b & 0xff);
            BaggageText.append(out, c, Ascii.isLetter(c) || Ascii.isDigit(c) || UNRESERVED.indexOf(c) >= 0);
        }
        return out.toString();
    }

    static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' && !Ascii.isVisible(c)) {
                return false;
            }
        }
        return true;
    }
}
