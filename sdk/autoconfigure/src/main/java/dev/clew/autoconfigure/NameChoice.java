package dev.clew.autoconfigure;

import dev.clew.sdk.settings.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A setting that chooses among names, in any case. A name that does not exist is reported together with those that do.
 *
 * @param known whether a name exists; asked in lower case
 * @param available the names that exist, asked for only when one is unknown: to find out may load classes
 */
record NameChoice(Settings settings, String key, Predicate<String> known, Supplier<Collection<String>> available) {
    static final String NONE = "none";

    /** The one name that the setting holds; the fallback when it is unset or unknown. */
    String one(String fallback) {
        String value = settings.get(key);
        if (value == null) {
            return fallback;
        }
        String name = value.toLowerCase(Locale.ROOT);
        if (known.test(name)) {
            return name;
        }
        settings.refuse(key, value, expected(name), "the default is used instead: " + fallback);
        return fallback;
    }

    /**
     * The names that the setting lists, each once; none for {@code none}. Unknown ones are left out, and the fallback stands
     * where nothing is left.
     */
    List<String> list(List<String> fallback) {
        String value = settings.get(key);
        if (value == null) {
            return fallback;
        }
        Set<String> names = split(value);
        if (names.equals(Set.of(NONE))) {
            return List.of();
        }
        String defaults = "the default is used instead: " + String.join(",", fallback);
        if (names.contains(NONE)) {
            settings.refuse(key, value, NONE + " alone, or a list of names without it", defaults);
            return fallback;
        }
        List<String> chosen = names.stream().filter(known).toList();
        for (String name : names) {
            if (!chosen.contains(name)) {
                settings.refuse(key, name, expected(name), chosen.isEmpty() ? defaults : "it is left out");
            }
        }
        return chosen.isEmpty() ? fallback : chosen;
    }

    private static Set<String> split(String value) {
        Set<String> names = new LinkedHashSet<>();
        for (String name : value.toLowerCase(Locale.ROOT).split(",")) {
            if (!name.isBlank()) {
                names.add(name.trim());
            }
        }
        return names;
    }

    private String expected(String name) {
        List<String> names = new ArrayList<>(new TreeSet<>(available.get()));
        String nearest = nearest(name, names);
        return "one of " + String.join(", ", names) + (nearest == null ? "" : " (nearest: " + nearest + ")");
    }

    /** The name that takes the fewest changed letters, or null when that is most of them. */
    static @Nullable String nearest(String name, Collection<String> names) {
        String nearest = null;
        int fewest = Math.max(1, name.length() / 2) + 1;
        for (String candidate : names) {
            int distance = distance(name, candidate.toLowerCase(Locale.ROOT));
            if (distance < fewest) {
                fewest = distance;
                nearest = candidate;
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
