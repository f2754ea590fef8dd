package dev.clew.instrumentation.jdbc.sql;

import java.util.Locale;

/** Finds the ends of what stands in quotes. Indexes behind the last character; {@link Scan} otherwise. */
final class Quotes {
    private static final String OPENING = "[{(<";
    private static final String CLOSING = "]})>";

    private final String sql;
    private final Dialect dialect;

    Quotes(String sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /** The end of the string whose quote is at {@code start}; the end of the text when it has none. */
    int string(int start, boolean backslashEscapes) {
        char quote = sql.charAt(start);
        int at = start + 1;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '\\' && backslashEscapes) {
                at += 2;
            } else if (c == '\\' && isAt(at + 1, quote) && dialect.has(Rule.UNSURE)) {
                return Scan.HIDDEN;
            } else if (c != quote) {
                at++;
            } else if (isAt(at + 1, quote)) {
                at += 2;
            } else {
                return at + 1;
            }
        }
        return sql.length();
    }

    /** Behind the quote that closes what begins at {@code from}; a doubled one does not. */
    int end(int from, char close) {
        int at = sql.indexOf(close, from);
        while (at >= 0 && isAt(at + 1, close)) {
            at = sql.indexOf(close, at + 2);
        }
        return at < 0 ? Scan.NONE : at + 1;
    }

    /** The end of the string that the word from {@code start} to {@code end} is a prefix of, as in {@code N'x'}. */
    int afterPrefix(int start, int end) {
        int quote = isUnicodePrefix(start, end) ? end + 1 : end;
        if (!isAt(quote, '\'') || end - start > 2) {
            return Scan.NONE;
        }
        return switch (sql.substring(start, end).toLowerCase(Locale.ROOT)) {
            case "e" ->
                dialect.has(Rule.BACKSLASH_ESCAPES_AFTER_E)
                        ? continued(string(quote, true))
                        : string(quote, dialect.has(Rule.BACKSLASH_ESCAPES));
            case "n", "b", "x", "u" -> string(quote, dialect.has(Rule.BACKSLASH_ESCAPES));
            case "q", "nq" -> qString(quote);
            default -> Scan.NONE;
        };
    }

    /** PostgreSQL goes on with a string on another line as it began it: with escapes. */
    private int continued(int end) {
        int known = end;
        for (int next = onAnotherLine(known); next < sql.length() && isAt(next, '\''); next = onAnotherLine(known)) {
            known = string(next, true);
        }
        return known;
    }

    /** Behind white space and comments of a line, if a line ends among them; else the end of the text. */
    private int onAnotherLine(int from) {
        boolean ended = false;
        int at = from;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '-' && isAt(at + 1, '-') && ended) {
                int end = sql.indexOf('\n', at);
                at = end < 0 ? sql.length() : end;
            } else if (Character.isWhitespace(c)) {
                ended |= c == '\n' || c == '\r';
                at++;
            } else {
                return ended ? at : sql.length();
            }
        }
        return at;
    }

    private int qString(int quote) {
        if (dialect.has(Rule.UNSURE)) {
            return Scan.HIDDEN;
        }
        if (!dialect.has(Rule.Q_STRINGS)) {
            return Scan.NONE;
        }
        if (quote + 1 == sql.length()) {
            return sql.length();
        }
        char open = sql.charAt(quote + 1);
        int pair = OPENING.indexOf(open);
        char close = pair < 0 ? open : CLOSING.charAt(pair);
        int at = sql.indexOf(close, quote + 2);
        while (at >= 0 && !isAt(at + 1, '\'')) {
            at = sql.indexOf(close, at + 1);
        }
        return at < 0 ? sql.length() : at + 2;
    }

    private boolean isUnicodePrefix(int start, int end) {
        return end - start == 1 && Character.toLowerCase(sql.charAt(start)) == 'u' && isAt(end, '&');
    }

    private boolean isAt(int index, char c) {
        return index < sql.length() && sql.charAt(index) == c;
    }
}
