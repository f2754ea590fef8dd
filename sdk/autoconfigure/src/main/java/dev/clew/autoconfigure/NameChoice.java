package dev.clew.autoconfigure;

import dev.clew.sdk.settings.Names;
import dev.clew.sdk.settings.Settings;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A setting that chooses among names, in any case. A name that does not exist is reported together with those that do.
 *
 * @param known whether a name exists; asked in lower case
 * @param available the names that exist, asked for only when one is unknown: to find out may load classes
 * @param artifacts names that OpenTelemetry knows, to the artifacts that bring them
 */
record NameChoice(
        Settings settings,
        String key,
        Predicate<String> known,
        Supplier<Collection<String>> available,
        Map<String, String> artifacts) {
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
        settings.refuseFor(fallback, key, value, expected(name));
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
        String defaults = String.join(",", fallback);
        if (names.contains(NONE)) {
            settings.refuseFor(defaults, key, value, NONE + " alone, or a list of names without it");
            return fallback;
        }
        List<String> chosen = names.stream().filter(known).toList();
        for (String name : names) {
            if (chosen.isEmpty()) {
                settings.refuseFor(defaults, key, name, expected(name));
            } else if (!chosen.contains(name)) {
                settings.refuse(key, name, expected(name), "it is left out");
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
        String artifact = artifacts.get(name);
        return artifact == null
                ? Names.oneOf(available.get(), name)
                : Names.oneOf(available.get(), "") + "; '" + name + "' needs " + artifact + " on the class path";
    }
}
