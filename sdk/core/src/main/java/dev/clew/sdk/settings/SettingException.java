package dev.clew.sdk.settings;

/** A setting that cannot be used: the message names the key, the value, and what was expected. */
public final class SettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public SettingException(String key, String value, String expected) {
        super(key + " must be " + expected + ": " + key + "=" + value);
    }

    /** For a setting that is not a line {@code key=value}, such as a place in a file. */
    public SettingException(String message) {
        super(message);
    }
}
