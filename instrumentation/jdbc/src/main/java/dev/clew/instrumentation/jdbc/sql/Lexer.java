package dev.clew.instrumentation.jdbc.sql;

/**
 * The tokens of a statement, one after the other: {@link #next} moves on, {@link #start} and {@link #end} say where the token is.
 *
 * <p>Every character belongs to exactly one token, and each is looked at a bounded number of times. Anything is a statement: what
 * has no end goes to the end of the text. Threads: one.
 */
final class Lexer {
    /** What stands at a place in a statement. */
    enum Token {
        /** White space, or a comment. */
        SPACE,
        /** A key word, or a name without quotes. */
        WORD,
        /** A name in quotes. */
        NAME,
        /** A string, a number, or a place for a parameter. */
        LITERAL,
        /** One character of anything else. */
        SYMBOL,
        /** The rest of the text, which cannot be told from literals. */
        HIDDEN,
        /** Nothing more. */
        END
    }

    private static final int MAX_TAG_CHARS = 64;

    private final String sql;
    private final Dialect dialect;
    private final Quotes quotes;
    private final Comments comments;
    private int start;
    private int end;

    Lexer(String sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
        this.quotes = new Quotes(sql, dialect);
        this.comments = new Comments(sql, dialect);
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    Token next() {
        start = end;
        if (start == sql.length()) {
            return Token.END;
        }
        char c = sql.charAt(start);
        if (isSpace(c)) {
            return upTo(start + 1, Token.SPACE);
        }
        int commentEnd = comments.end(start);
        if (commentEnd != Scan.NONE) {
            return upTo(commentEnd, Token.SPACE);
        }
        if (dialect.has(Rule.UNSURE) && (c == '[' || c == '#' || c == '$')) {
            return upTo(Scan.HIDDEN, Token.HIDDEN);
        }
        return switch (c) {
            case '\'' -> upTo(quotes.string(start, dialect.has(Rule.BACKSLASH_ESCAPES)), Token.LITERAL);
            case '"' -> doubleQuoted();
            case '`' -> dialect.has(Rule.BACKTICK_NAMES) ? name('`') : upTo(start + 1, Token.SYMBOL);
            case '[' -> dialect.has(Rule.BRACKET_NAMES) ? name(']') : upTo(start + 1, Token.SYMBOL);
            case '?' -> upTo(start + 1, Token.LITERAL);
            case '$' -> dollar();
            case '.' -> isDigit(at(start + 1)) ? upTo(numberEnd(start), Token.LITERAL) : upTo(start + 1, Token.SYMBOL);
            default -> wordOrSymbol(c);
        };
    }

    private Token upTo(int newEnd, Token token) {
        if (newEnd == Scan.HIDDEN) {
            end = sql.length();
            return Token.HIDDEN;
        }
        end = newEnd;
        return token;
    }

    private Token doubleQuoted() {
        return dialect.has(Rule.DOUBLE_QUOTED_STRINGS)
                ? upTo(quotes.string(start, dialect.has(Rule.BACKSLASH_ESCAPES)), Token.LITERAL)
                : name('"');
    }

    /** A name with no end is no name. */
    private Token name(char close) {
        int nameEnd = quotes.end(start + 1, close);
        return nameEnd == Scan.NONE ? upTo(sql.length(), Token.LITERAL) : upTo(nameEnd, Token.NAME);
    }

    private Token dollar() {
        char second = at(start + 1);
        if (isDigit(second)) {
            return upTo(numberEnd(start + 1), Token.LITERAL);
        }
        if (second == '$' ? dialect.has(Rule.DOLLAR_STRINGS) : dialect.has(Rule.DOLLAR_TAGS)) {
            int tagEnd = tagEnd();
            if (tagEnd > start) {
                String tag = sql.substring(start, tagEnd);
                int close = sql.indexOf(tag, tagEnd);
                return upTo(close < 0 ? sql.length() : close + tag.length(), Token.LITERAL);
            }
            if (tagEnd == Scan.HIDDEN) {
                return upTo(Scan.HIDDEN, Token.HIDDEN);
            }
        }
        return word();
    }

    /** Behind the dollar that ends a tag; hidden when that is too far away. */
    private int tagEnd() {
        int at = start + 1;
        if (isDigit(at(at))) {
            return Scan.NONE;
        }
        while (isWordPart(at(at)) && at(at) != '$') {
            if (at - start > MAX_TAG_CHARS) {
                return Scan.HIDDEN;
            }
            at++;
        }
        return at(at) == '$' ? at + 1 : Scan.NONE;
    }

    private Token wordOrSymbol(char c) {
        if (isDigit(c)) {
            return upTo(numberEnd(start), Token.LITERAL);
        }
        return isWordPart(c) ? word() : upTo(start + 1, Token.SYMBOL);
    }

    private Token word() {
        int wordEnd = start + 1;
        while (isWordPart(at(wordEnd))) {
            wordEnd++;
        }
        int stringEnd = quotes.afterPrefix(start, wordEnd);
        return stringEnd == Scan.NONE ? upTo(wordEnd, Token.WORD) : upTo(stringEnd, Token.LITERAL);
    }

    /** Generous: {@code 0x1F}, {@code 1_000.5e-3}, {@code 12abc} are one number each. A dollar may begin a string. */
    private int numberEnd(int from) {
        int at = from + 1;
        while (true) {
            char c = at(at);
            boolean signOfExponent = (c == '+' || c == '-') && isExponent(at(at - 1)) && isDigit(at(at + 1));
            if (c == '$' || (c != '.' && !isWordPart(c) && !signOfExponent)) {
                return at;
            }
            at++;
        }
    }

    /** The character there, or NUL behind the end, which is part of nothing. */
    private char at(int index) {
        return index < sql.length() ? sql.charAt(index) : 0;
    }

    private static boolean isExponent(char c) {
        return c == 'e' || c == 'E';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** No more than what every database takes for white space: what one of them took for a letter could hide a quote. */
    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean isWordPart(char c) {
        return isLetter(c) || isDigit(c) || c == '_' || c == '$' || c > '\u007f';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
