package dev.clew.instrumentation.jdbc.sql;

import dev.clew.instrumentation.jdbc.sql.Lexer.Token;
import java.util.Locale;

/**
 * A statement written down again, token by token: {@code ?} for literals, one space for white space and comments, {@code IN (?)}
 * for a list of any length. Never longer than what was read, and unchanged when it is read and written again.
 */
final class SanitisedText {
    private static final char CUT = '…';
    private static final int NO_LIST = -1;

    private final StringBuilder out;
    private boolean spacePending;
    private String lastWord = "";
    private boolean secretFollows;
    private boolean secretMet;

    // Of the list after IN: where it begins in out, and whether it has a value.
    private int listStart = NO_LIST;
    private boolean listHasValue;

    SanitisedText(int expectedChars) {
        this.out = new StringBuilder(expectedChars);
    }

    void add(Token token, String sql, int start, int end) {
        if (secretMet) {
            return;
        }
        if (secretFollows && token != Token.SPACE && token != Token.END) {
            secret();
            return;
        }
        switch (token) {
            case SPACE -> spacePending = true;
            case LITERAL -> literal();
            case WORD -> word(sql.substring(start, end));
            case NAME -> other(sql.substring(start, end));
            case SYMBOL -> symbol(sql.charAt(start));
            case HIDDEN, END -> end(token == Token.HIDDEN);
        }
    }

    /** Says that the statement goes on. */
    void cut() {
        if (!out.isEmpty() && Character.isHighSurrogate(out.charAt(out.length() - 1))) {
            out.setLength(out.length() - 1);
        }
        if (out.isEmpty() || out.charAt(out.length() - 1) != CUT) {
            out.append(CUT);
        }
    }

    private void literal() {
        space();
        out.append('?');
        listHasValue = true;
        lastWord = "";
        secretFollows = false;
    }

    /** A password, and all that comes after it: another may follow, and where one ends depends on the database. */
    private void secret() {
        literal();
        cut();
        secretMet = true;
    }

    private void word(String word) {
        String upper = word.length() > Keywords.MAX_CHARS ? "" : word.toUpperCase(Locale.ROOT);
        if (upper.equals("TRUE") || upper.equals("FALSE")) {
            literal();
            return;
        }
        boolean secret = upper.equals("BY") && lastWord.equals("IDENTIFIED");
        other(word);
        lastWord = upper;
        secretFollows = secret;
    }

    private void other(String text) {
        space();
        out.append(text);
        lastWord = "";
        secretFollows = false;
        listStart = NO_LIST;
    }

    private void symbol(char c) {
        if (listStart != NO_LIST && c == ')' && listHasValue) {
            collapseList();
        }
        boolean listBegins = c == '(' && lastWord.equals("IN");
        boolean listGoesOn = listStart != NO_LIST && (c == ',' || c == '-' || c == '+');
        space();
        out.append(c);
        lastWord = "";
        secretFollows = false;
        if (listBegins) {
            listStart = out.length();
            listHasValue = false;
        } else if (!listGoesOn) {
            listStart = NO_LIST;
        }
    }

    private void end(boolean hidden) {
        if (listStart != NO_LIST && listHasValue) {
            collapseList();
        }
        if (hidden) {
            space();
            cut();
        }
    }

    private void collapseList() {
        out.setLength(listStart);
        out.append('?');
        listStart = NO_LIST;
        spacePending = false;
    }

    private void space() {
        // MySQL's "--" is two minus signs until a space makes it a comment.
        boolean dashes = out.length() > 1 && out.charAt(out.length() - 1) == '-' && out.charAt(out.length() - 2) == '-';
        if (spacePending && !out.isEmpty() && !dashes) {
            out.append(' ');
        }
        spacePending = false;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
