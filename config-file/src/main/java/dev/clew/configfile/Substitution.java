package dev.clew.configfile;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts environment variables into the values of a file, as the OpenTelemetry specification defines it: {@code ${NAME}},
 * {@code ${env:NAME}}, {@code ${NAME:-default}}, and {@code $$} for a dollar sign. From left to right, once: what a variable
 * holds is not looked at again.
 *
 * @param variables a variable's value by its name, or null
 */
record Substitution(Function<String, @Nullable String> variables) {
    private static final String EXPECTED =
            "text in which ${ begins ${NAME} or ${NAME:-default}, and $$ stands for a dollar sign";
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\{(?:env:)?([A-Za-z_][A-Za-z0-9_]*)(?::-([^}\\n\\r]*))?}");

    /**
     * The text with the variables in it; one that is not set and has no default is nothing.
     *
     * @throws IllegalArgumentException for a reference that is none; its message says what was expected, and nothing of the text,
     *     which may hold a credential
     */
    String apply(String text) {
        int dollar = text.indexOf('$');
        if (dollar < 0) {
            return text;
        }
        StringBuilder result = new StringBuilder();
        Matcher reference = REFERENCE.matcher(text);
        int done = 0;
        while (dollar >= 0 && dollar + 1 < text.length()) {
            result.append(text, done, dollar);
            done = dollar + 1;
            char next = text.charAt(dollar + 1);
            if (next == '{') {
                if (!reference.region(dollar, text.length()).lookingAt()) {
                    throw new IllegalArgumentException(EXPECTED);
                }
                result.append(value(reference));
                done = reference.end();
            } else {
                result.append('$');
                done += next == '$' ? 1 : 0;
            }
            dollar = text.indexOf('$', done);
        }
        return result.append(text, done, text.length()).toString();
    }

    private String value(Matcher reference) {
        String value = variables.apply(reference.group(1));
        if (value != null && !value.isEmpty()) {
            return value;
        }
        String fallback = reference.group(2);
        return fallback == null ? "" : fallback;
    }
}
