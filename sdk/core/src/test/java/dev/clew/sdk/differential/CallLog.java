package dev.clew.sdk.differential;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The calls that a program makes, as a reader would write them down; or nothing, when nobody reads. */
final class CallLog {
    private static final int MOST_CHARACTERS = 60;

    private final boolean keeps;
    private final List<String> lines = new ArrayList<>();
    private final Set<String> methods = new TreeSet<>();
    private final Set<String> nulls = new TreeSet<>();

    CallLog(boolean keeps) {
        this.keeps = keeps;
    }

    boolean keeps() {
        return keeps;
    }

    void note(String call) {
        lines.add(call);
    }

    void note(String target, Method method, @Nullable Object[] arguments) {
        methods.add(method.toString());
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] == null) {
                nulls.add(argument(method, i));
            }
        }
        lines.add(target + "." + method.getName()
                + Arrays.stream(arguments).map(CallLog::described).collect(Collectors.joining(", ", "(", ")")));
    }

    /** How an argument is called here. */
    static String argument(Method method, int index) {
        return "argument " + index + " of " + method;
    }

    private static String described(@Nullable Object argument) {
        if (argument instanceof Context context) {
            return "context of " + Span.fromContext(context).getSpanContext() + " and "
                    + Baggage.fromContext(context).asMap();
        }
        String text = argument instanceof String ? '"' + argument.toString() + '"' : "" + argument;
        return text.length() <= MOST_CHARACTERS
                ? text
                : text.substring(0, MOST_CHARACTERS) + "... (" + text.length() + " characters)";
    }

    /** The text in ASCII, other characters as Java writes them: a console may stop at half a code point. */
    static String readable(String text) {
        StringBuilder readable = new StringBuilder();
        text.chars().forEach(each -> {
            boolean ascii = each == '\n' || (each >= ' ' && each < 127);
            readable.append(ascii ? Character.toString(each) : "\\u%04X".formatted(each));
        });
        return readable.toString();
    }

    List<String> lines() {
        return lines;
    }

    /** Methods that were called. */
    Set<String> methods() {
        return methods;
    }

    /** Arguments that were null, as {@link #argument} calls them. */
    Set<String> nulls() {
        return nulls;
    }
}
