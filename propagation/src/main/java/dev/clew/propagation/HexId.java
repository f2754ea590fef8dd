package dev.clew.propagation;

import org.jspecify.annotations.Nullable;

/** Ids in lower-case hex as the older formats write them: 64 bits where 128 are meant, or without their leading zeros. */
final class HexId {
    static final int TRACE = 32;
    static final int SPAN = 16;
    private static final String ZEROS = "0".repeat(TRACE);

    private HexId() {}

    /**
     * The id of {@code length} digits that stands in that part of a text, which may be shorter. Null if it is longer, empty,
     * all zero, or not lower-case hex.
     */
    static @Nullable String read(String text, int from, int to, int length) {
        int digits = to - from;
        if (digits <= 0 || digits > length) {
            return null;
        }
        int firstOther = from;
        while (firstOther < to && text.charAt(firstOther) == '0') {
            firstOther++;
        }
        boolean valid = firstOther < to && isHex(text, firstOther, to);
        return valid ? padded(text.substring(from, to), length) : null;
    }

    static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Ascii.isLowercaseHex(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** With zeros in front, up to {@code length} digits. */
    static String padded(String digits, int length) {
        return ZEROS.substring(0, length - digits.length()).concat(digits);
    }
}
