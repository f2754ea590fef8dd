package dev.clew.propagation;

import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Environment variables as a carrier, between a program and those that it starts.
 *
 * <pre>{@code
 * propagator.inject(Context.current(), processBuilder.environment(), EnvironmentVariables.setter());
 * Context parent = propagator.extract(Context.root(), System.getenv(), EnvironmentVariables.getter());
 * }</pre>
 *
 * <p>A header's name in capitals, with an underscore for whatever is no letter and no digit, is the name of the variable: {@code
 * TRACEPARENT}, {@code X_B3_TRACEID}. Threads: any.
 */
public final class EnvironmentVariables {
    private static final TextMapGetter<Map<String, String>> GETTER = new Getter();
    private static final TextMapSetter<Map<String, String>> SETTER = EnvironmentVariables::set;

    private EnvironmentVariables() {}

    /** Reads what a parent process set; always the same instance. */
    public static TextMapGetter<Map<String, String>> getter() {
        return GETTER;
    }

    /** Sets variables for a child process; always the same instance. A value that no variable can hold is left out. */
    public static TextMapSetter<Map<String, String>> setter() {
        return SETTER;
    }

    /** The variable for a header: {@code TRACEPARENT} for {@code traceparent}. */
    static String nameOf(String header) {
        StringBuilder name = new StringBuilder(header.length() + 1);
        for (int i = 0; i < header.length(); i++) {
            char c = header.charAt(i);
            if (Ascii.isDigit(c)) {
                name.append(name.isEmpty() ? "_" : "").append(c);
            } else {
                name.append(Ascii.isLowercase(c) ? (char) (c - 'a' + 'A') : Ascii.isLetter(c) ? c : '_');
            }
        }
        return name.toString();
    }

    private static void set(@Nullable Map<String, String> variables, String header, String value) {
        if (variables != null && value.indexOf('\0') < 0) {
            variables.put(nameOf(header), value);
        }
    }

    private static final class Getter implements TextMapGetter<Map<String, String>> {
        /** Lower case, with dashes: a header's name has no underscores, and a prefix of one ends in a dash. */
        @Override
        @SuppressWarnings("deprecation") // for formats that look for a prefix
        public Iterable<String> keys(@Nullable Map<String, String> variables) {
            List<String> names = new ArrayList<>();
            if (variables != null) {
                variables
                        .keySet()
                        .forEach(name -> names.add(name.toLowerCase(Locale.ROOT).replace('_', '-')));
            }
            return names;
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> variables, String header) {
            return variables == null ? null : variables.get(nameOf(header));
        }
    }
}
