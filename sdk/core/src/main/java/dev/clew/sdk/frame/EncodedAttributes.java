package dev.clew.sdk.frame;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The encoded form of text attributes that come again and again, name and value together: a method, a route, a statement.
 *
 * <p>As {@link EncodedNames} does, it gives an attribute one place, which it shares with others, and keeps the bytes of one that comes
 * while it holds its place; so values made up for each span cost a comparison and two references. Long ones are not kept, others may
 * stay in memory until another one needs their place. Threads: one at a time, like the writer it belongs to. Allocates: an attribute's bytes when it comes for the second time.
 */
final class EncodedAttributes {
    /** Of a value in UTF-16 units: all places together hold 280 KiB at most, names, values and bytes. */
    static final int MAX_LENGTH = 128;

    static final int PLACES = 256;

    private final @Nullable String[] names = new @Nullable String[PLACES];
    private final @Nullable String[] values = new @Nullable String[PLACES];
    private final byte[] @Nullable [] encoded = new byte[PLACES][];

    /** The attribute as a field, whose tag is one byte long and to be overwritten; null while it is not known. */
    byte @Nullable [] find(String name, String value) {
        int place = place(name, value);
        return holds(place, name, value) ? encoded[place] : null;
    }

    /** Notes an attribute that was not known and is now written, as these bytes. */
    void written(String name, String value, byte[] bytes, int from, int to) {
        int place = place(name, value);
        if (holds(place, name, value)) {
            encoded[place] = Arrays.copyOfRange(bytes, from, to);
        } else if (name.length() <= EncodedNames.MAX_LENGTH && value.length() <= MAX_LENGTH) {
            names[place] = name;
            values[place] = value;
            encoded[place] = null;
        }
    }

    private boolean holds(int place, String name, String value) {
        return value.equals(values[place]) && name.equals(names[place]);
    }

    // The name's hash is kept by the name. The value's, which may be new, is not asked for: it would read all of it.
    private static int place(String name, String value) {
        int length = value.length();
        int hash = 31 * name.hashCode() + (length == 0 ? 0 : 31 * length + value.charAt(length - 1));
        return (hash ^ hash >>> 16) & (PLACES - 1);
    }
}
