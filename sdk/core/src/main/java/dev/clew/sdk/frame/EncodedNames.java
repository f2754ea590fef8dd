package dev.clew.sdk.frame;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The encoded form of names that come again and again: keys of attributes, names of spans and events.
 *
 * <p>A name has one place, by its hash, and shares it with others: the last one that came holds it. Only a name that comes while
 * it holds its place is encoded, so that names made up for each span cost a reference. Long names are not kept. Threads: one at
 * a time, like the writer it belongs to. Allocates: a name's bytes when it comes for the second time.
 */
final class EncodedNames {
    private static final int KEY = 0x0A; // KeyValue.key = 1

    /** In UTF-16 units: so that a kept name takes little, and a huge one is not kept alive. */
    static final int MAX_LENGTH = 64;

    static final int PLACES = 256;

    private final @Nullable String[] names = new @Nullable String[PLACES];
    private final byte[] @Nullable [] encoded = new byte[PLACES][];

    /** The name as a field, whose tag is that of an attribute's key and one byte long; null while the name is not known. */
    byte @Nullable [] find(String name) {
        int hash = name.hashCode();
        int place = (hash ^ hash >>> 16) & (PLACES - 1);
        if (!name.equals(names[place])) {
            if (name.length() <= MAX_LENGTH) {
                names[place] = name;
                encoded[place] = null;
            }
            return null;
        }
        byte[] known = encoded[place];
        if (known == null) {
            known = encode(name);
            encoded[place] = known;
        }
        return known;
    }

    private static byte[] encode(String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        OtlpWriter out = new OtlpWriter(3 + utf8.length);
        out.writeBytes(KEY, utf8);
        return out.toByteArray();
    }
}
