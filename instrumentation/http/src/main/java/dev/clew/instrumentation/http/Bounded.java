package dev.clew.instrumentation.http;

/** Text from strangers, cut where no honest text ends: most servers accept 8 KiB of request line and headers together. */
final class Bounded {
    static final int MAX_CHARS = 8_192;

    private Bounded() {}

    /** The text, or its beginning when it is longer than {@link #MAX_CHARS}; never half of a surrogate pair. */
    static String text(String text) {
        if (text.length() <= MAX_CHARS) {
            return text;
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(MAX_CHARS - 1));
        return text.substring(0, splitsPair ? MAX_CHARS - 1 : MAX_CHARS);
    }
}
