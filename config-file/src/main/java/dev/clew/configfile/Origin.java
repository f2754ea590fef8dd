package dev.clew.configfile;

import dev.clew.sdk.settings.SettingException;
import java.util.Set;

/**
 * Where something stands in a file, for whoever has to correct it.
 *
 * @param file as the user named it
 * @param line from 1
 * @param path the keys that lead there, such as {@code tracer_provider.processors[0].batch}; empty for the whole file
 */
record Origin(String file, int line, String path) {
    private static final int MOST_SHOWN = 200;
    private static final Set<Integer> BREAKS =
            Set.of((int) Character.CONTROL, (int) Character.LINE_SEPARATOR, (int) Character.PARAGRAPH_SEPARATOR);

    Origin child(String key, int childLine) {
        return new Origin(file, childLine, path.isEmpty() ? key : path + "." + key);
    }

    Origin element(int index, int elementLine) {
        return new Origin(file, elementLine, path + "[" + index + "]");
    }

    /** Says what was expected in place of the value. */
    SettingException refused(String value, String expected) {
        return new SettingException(
                this + " must be " + expected + ": " + lastKey() + shown(SettingException.redact(value)));
    }

    /** Says what was expected where there is nothing. */
    SettingException missing(String expected) {
        return new SettingException(this + " must be " + expected + ", and is not set");
    }

    /** Says why the component that is asked for here cannot be made. */
    SettingException failed(Throwable cause) {
        SettingException failed = new SettingException(
                this + " cannot be made: " + shown(SettingException.redact(String.valueOf(cause))));
        failed.initCause(cause);
        return failed;
    }

    private String lastKey() {
        return path.isEmpty() ? "it is " : shown(path.substring(path.lastIndexOf('.') + 1)) + "=";
    }

    /** In one line of bounded length: whatever a terminal or a log would break at is a blank. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(MOST_SHOWN)
                .forEach(c -> shown.appendCodePoint(BREAKS.contains(Character.getType(c)) ? ' ' : c));
        return shown.length() < text.length() ? shown + "..." : shown.toString();
    }

    @Override
    public String toString() {
        return file + ":" + line + ": " + (path.isEmpty() ? "the file" : shown(path));
    }
}
