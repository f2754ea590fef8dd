package dev.clew.sdk.sampling;

import org.jspecify.annotations.Nullable;

/**
 * A pattern for a whole text: {@code *} stands for any text, {@code ?} for one character, and everything else for itself, case
 * included. Takes time of at most the product of both lengths, whatever the pattern. Allocates: nothing for texts.
 */
record Glob(String pattern) {
    boolean matches(String text) {
        int at = 0;
        int in = 0;
        int star = -1;
        int resume = 0;
        while (at < text.length()) {
            char wanted = in < pattern.length() ? pattern.charAt(in) : 0;
            if (wanted == '*' && in < pattern.length()) {
                star = in++;
                resume = at;
            } else if (in < pattern.length() && (wanted == '?' || wanted == text.charAt(at))) {
                in++;
                at++;
            } else if (star >= 0) {
                in = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (in < pattern.length() && pattern.charAt(in) == '*') {
            in++;
        }
        return in == pattern.length();
    }

    /** Whether the value of an attribute matches as text, or one of its elements does. */
    boolean matchesValue(@Nullable Object value) {
        if (value instanceof Iterable<?> elements) {
            for (Object element : elements) {
                if (matchesValue(element)) {
                    return true;
                }
            }
            return false;
        }
        return value != null && (pattern.equals("*") || matches(value.toString()));
    }

    @Override
    public String toString() {
        return pattern;
    }
}
