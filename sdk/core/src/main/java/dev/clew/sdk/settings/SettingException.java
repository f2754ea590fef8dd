package dev.clew.sdk.settings;

/** A setting that cannot be used: the message names the key, the value, and what was expected. */
public final class SettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_SHOWN = 400;

    public SettingException(String key, String value, String expected) {
        this(key + " must be " + shown(expected) + ": " + key + "=" + shown(value));
    }

    private SettingException(String message) {
        super(message);
    }

    /** A key that is none, and the one it is thought to have been meant for. */
    static SettingException unknownKey(String name, String nearest) {
        return new SettingException(name + " is not a setting; did you mean " + nearest + "?");
    }

    /** The text in one line of a bounded length: a log is no place for a file that somebody exported by mistake. */
    private static String shown(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(MAX_SHOWN).forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return line.length() < text.length() ? line + "..." : line.toString();
    }
}
