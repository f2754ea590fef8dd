package dev.clew.autoconfigure;

import dev.clew.sdk.settings.Names;
import dev.clew.sdk.settings.Settings;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A setting that chooses among names, in any case. A name that does not exist is reported together with those that do.
 *
 * @param artifacts names that OpenTelemetry knows, to the artifacts that bring them
 */
record NameChoice(Settings settings, String key, Existing existing, Map<String, String> artifacts) {
    static final String NONE = "none";

    /** The names that there are. */
    interface Existing {
        /** Whether there is a name, in lower case. */
        boolean isKnown(String name);

        /** All of them, asked for only when one is unknown: to find out may load classes. */
        Collection<String> available();
    }

    /** The one name that the setting holds; the fallback when it is unset or unknown. */
    String one(String fallback) {
        String value = settings.get(key);
        if (value == null) {
            return fallback;
        }
        String name = value.toLowerCase(Locale.ROOT);
        if (existing.isKnown(name)) {
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
        List<String> chosen = names.stream().filter(existing::isKnown).toList();
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
                ? Names.oneOf(existing.available(), name)
                : Names.oneOf(existing.available(), "") + "; '" + name + "' needs " + artifact + " on the class path";
    }
}
