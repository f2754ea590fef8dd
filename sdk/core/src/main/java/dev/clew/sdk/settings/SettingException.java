package dev.clew.sdk.settings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A setting that cannot be used: the message names the key, the value, and what was expected. */
public final class SettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_SHOWN = 400;
    private static final Pattern AFTER_PATH = Pattern.compile("[?#]");
    private static final Pattern QUERY = Pattern.compile("[?#][^?#=\\s]+=");

    public SettingException(String key, String value, String expected) {
        this(key + " must be " + shown(expected) + ": " + key + "=" + shown(redact(value)));
    }

    /** For a setting that is not a line {@code key=value}, such as a place in a file. */
    public SettingException(String message) {
        super(message);
    }

    /** A key that is none, and the one it is thought to have been meant for. */
    static SettingException unknownKey(String name, String nearest) {
        return new SettingException(name + " is not a setting; did you mean " + nearest + "?");
    }

    /** The text without what may be a credential: the user info and the query of a URL in it, or of what looks like one. */
    public static String redact(String text) {
        int slashes = text.indexOf("//");
        int at = text.lastIndexOf('@');
        int from = slashes < 0 ? text.indexOf('=') + 1 : slashes + 2;
        String noUserInfo = at < 0 ? text : text.substring(0, at < from ? 0 : from) + "***" + text.substring(at);
        int path = noUserInfo.indexOf("//");
        Matcher query = (path < 0 ? QUERY : AFTER_PATH).matcher(noUserInfo);
        return query.find(Math.max(path, 0)) ? noUserInfo.substring(0, query.start()) + "?***" : noUserInfo;
    }

    /** The text in one line of a bounded length: a log is no place for a file that somebody exported by mistake. */
    private static String shown(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(MAX_SHOWN).forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return line.length() < text.length() ? line + "..." : line.toString();
    }
}
