package dev.clew.autoconfigure;

import java.util.List;

/**
 * A part of the SDK after customizers have had it.
 *
 * @param by the providers that changed it, as class names
 */
record Customized<T>(T part, List<String> by) {
    boolean isChanged() {
        return !by.isEmpty();
    }

    /** Where the part comes from, given where it came from before it was customized. */
    String origin(String before) {
        return by.isEmpty() ? before : before + ", customizer " + String.join(", ", by);
    }
}
