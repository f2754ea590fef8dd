package dev.clew.sdk.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds what a misspelt name was meant to be. Threads: any. */
public final class Names {
    // A longer text was never meant to be one of our names, and comparing it would cost its length times theirs.
    private static final int MAX_LENGTH = 100;

    private Names() {}

    /** What was expected instead of the value, for a message: all names, and the nearest where one is near. */
    public static String oneOf(Collection<String> names, String value) {
        List<String> sorted = new ArrayList<>(new TreeSet<>(names));
        return "one of " + String.join(", ", sorted) + hint(value, sorted);
    }

    /** " (nearest: name)", or nothing when no name is near. */
    public static String hint(String value, Collection<String> names) {
        String nearest = nearest(value, names, Math.max(1, value.length() / 2));
        return nearest == null ? "" : " (nearest: " + nearest + ")";
    }

    /** The name that takes the fewest changed letters, in any case, or null when that is more than so many. */
    public static @Nullable String nearest(String name, Collection<String> names, int maxChanges) {
        if (name.length() > MAX_LENGTH) {
            return null;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        String nearest = null;
        int fewest = maxChanges + 1;
        for (String candidate : names) {
            if (Math.abs(candidate.length() - lower.length()) < fewest) {
                int distance = distance(lower, candidate.toLowerCase(Locale.ROOT));
                if (distance < fewest) {
                    fewest = distance;
                    nearest = candidate;
                }
            }
        }
        return nearest;
    }

    /** How many letters must be inserted, removed or replaced to get from one to the other. */
    static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        int[] current = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[to.length()];
    }
}
