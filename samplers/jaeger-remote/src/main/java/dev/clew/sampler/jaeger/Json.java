package dev.clew.sampler.jaeger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON into maps, lists, strings, doubles and booleans: as much as an answer needs, which is no reason for a library on the
 * user's class path. Whatever the text, it is read or refused with an {@link InvalidAnswerException}; nesting is bounded.
 */
final class Json {
    private static final int MAX_DEPTH = 32;
    private static final String NUMBER = "-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?";

    private final String text;
    private int at;
    private int depth;

    private Json(String text) {
        this.text = text;
    }

    /** The object that the text is. */
    static Map<?, ?> object(String text) {
        Json json = new Json(text);
        Object value = json.value();
        json.skipBlanks();
        if (json.at < text.length() || !(value instanceof Map<?, ?> object)) {
            throw json.malformed();
        }
        return object;
    }

    private @Nullable Object value() {
        skipBlanks();
        return switch (peek()) {
            case '{' -> objectBody();
            case '[' -> listBody();
            case '"' -> string();
            default -> literal();
        };
    }

    private Map<String, @Nullable Object> objectBody() {
        enter();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        if (!take('}')) {
            do {
                skipBlanks();
                if (peek() != '"') {
                    throw malformed();
                }
                String key = string();
                require(':');
                members.put(key, value());
            } while (take(','));
            require('}');
        }
        depth--;
        return members;
    }

    private List<@Nullable Object> listBody() {
        enter();
        List<@Nullable Object> elements = new ArrayList<>();
        if (!take(']')) {
            do {
                elements.add(value());
            } while (take(','));
            require(']');
        }
        depth--;
        return elements;
    }

    private void enter() {
        at++;
        if (++depth > MAX_DEPTH) {
            throw malformed();
        }
    }

    private String string() {
        StringBuilder value = new StringBuilder();
        at++;
        while (peek() != '"') {
            char c = text.charAt(at++);
            value.append(c == '\\' ? escaped() : c);
        }
        at++;
        return value.toString();
    }

    private char escaped() {
        char c = peek();
        at++;
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            case '"', '\\', '/' -> c;
            default -> throw malformed();
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw malformed();
            }
            code = code * 16 + digit;
            at++;
        }
        return (char) code;
    }

    private @Nullable Object literal() {
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "+-.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        String word = text.substring(start, at);
        return switch (word) {
            case "null" -> null;
            case "true" -> true;
            case "false" -> false;
            default -> number(word);
        };
    }

    private Double number(String word) {
        if (!word.matches(NUMBER)) {
            throw malformed();
        }
        return Double.valueOf(word);
    }

    private char peek() {
        if (at >= text.length()) {
            throw malformed();
        }
        return text.charAt(at);
    }

    private boolean take(char wanted) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void require(char wanted) {
        if (!take(wanted)) {
            throw malformed();
        }
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private InvalidAnswerException malformed() {
        return new InvalidAnswerException("it is no JSON at character " + (at + 1));
    }

    /** The member as an object, or null when it is absent. */
    static @Nullable Map<?, ?> object(Map<?, ?> in, String key) {
        return typed(in, key, Map.class);
    }

    static @Nullable List<?> list(Map<?, ?> in, String key) {
        return typed(in, key, List.class);
    }

    /** The number, or 0 when it is absent, as protobuf has it. */
    static double number(Map<?, ?> in, String key) {
        Double value = typed(in, key, Double.class);
        return value == null ? 0 : value;
    }

    static String string(Map<?, ?> in, String key) {
        return Objects.requireNonNullElse(typed(in, key, String.class), "");
    }

    private static <T> @Nullable T typed(Map<?, ?> in, String key, Class<T> type) {
        Object value = in.get(key);
        if (value != null && !type.isInstance(value)) {
            throw new InvalidAnswerException(key + " is of the wrong type");
        }
        return type.cast(value);
    }
}
