package dev.clew.propagation;

/** The classes of characters that the grammars of the headers are made of; none of them has a member beyond ASCII. */
final class Ascii {
    private Ascii() {}

    static boolean isLowercase(char c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean isLetter(char c) {
        return isLowercase((char) (c | 0x20));
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLowercaseHex(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f');
    }

    /** Printable and not a space. */
    static boolean isVisible(char c) {
        return c > ' ' && c <= '~';
    }

    /** What HTTP calls optional whitespace. */
    static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
