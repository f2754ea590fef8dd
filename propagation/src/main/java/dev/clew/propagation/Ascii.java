package dev.clew.propagation;

/** The classes of characters that the grammars of the headers are made of; none of them has a member beyond ASCII. */
final class Ascii {
    private static final long EACH_BYTE = 0x0101010101010101L;
    private static final long TOP_BITS = 0x8080808080808080L;

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

    /**
     * The top bit of each of eight bytes that is not a digit in lower-case hex. Adding what is missing from a character to 128
     * sets the top bit of those that are at or above it.
     */
    static long notLowercaseHex(long eightBytes) {
        long low = eightBytes & ~TOP_BITS;
        long digits = (low + atLeast('0')) & ~(low + atLeast('9' + 1));
        long letters = (low + atLeast('a')) & ~(low + atLeast('f' + 1));
        return (~(digits | letters) | eightBytes) & TOP_BITS;
    }

    private static long atLeast(int c) {
        return (128 - c) * EACH_BYTE;
    }

    /** Where {@code c} first is, or {@code to} when it is not between {@code from} and there. */
    static int indexOf(String text, char c, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == c) {
                return i;
            }
        }
        return to;
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
