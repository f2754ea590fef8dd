package dev.clew.examples.shop;

import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code --name value} pairs of a command line. Whatever is wrong with them is an {@link IllegalArgumentException}. */
final class Options {
    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    static Options parse(List<String> words) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < words.size(); i += 2) {
            String name = words.get(i);
            if (!name.startsWith("--") || i + 1 == words.size()) {
                throw new IllegalArgumentException("options must be pairs of --name and value: option=" + name);
            }
            values.put(name, words.get(i + 1));
        }
        return new Options(values);
    }

    /** Throws when there is an option that is not among the names. */
    void allow(String... names) {
        for (String name : values.keySet()) {
            if (!Arrays.asList(names).contains(name)) {
                throw new IllegalArgumentException(
                        "the option must be one of " + String.join(", ", names) + ": option=" + name);
            }
        }
    }

    /** A whole number, 0 or more. */
    int number(String name, int byDefault) {
        String value = values.getOrDefault(name, Integer.toString(byDefault));
        try {
            return Integer.parseUnsignedInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number, 0 or more: " + name + "=" + value, e);
        }
    }

    /** Host and port with a colon between. */
    Optional<String> address(String name) {
        String value = values.get(name);
        if (value != null && !value.matches("[^/:]+:[0-9]+")) {
            throw new IllegalArgumentException(name + " must be host:port: " + name + "=" + value);
        }
        return Optional.ofNullable(value);
    }

    /** An absolute http URL. */
    URI url(String name, String byDefault) {
        String value = values.getOrDefault(name, byDefault);
        if (!value.startsWith("http://")) {
            throw new IllegalArgumentException(name + " must start with http://: " + name + "=" + value);
        }
        return URI.create(value);
    }
}
