package dev.clew.instrumentation.jdbc.sql;

/** Finds the ends of comments, hints among them. */
final class Comments {
    private final String sql;
    private final Dialect dialect;

    Comments(String sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /** Behind the comment that begins at {@code start}; {@link Scan} when none does, or it cannot be told. */
    int end(int start) {
        return switch (sql.charAt(start)) {
            case '-' -> dashes(start);
            case '#' -> dialect.has(Rule.HASH_COMMENTS) ? line(start + 1) : Scan.NONE;
            case '/' -> isAt(start + 1, '*') ? block(start) : Scan.NONE;
            default -> Scan.NONE;
        };
    }

    private int dashes(int start) {
        if (!isAt(start + 1, '-')) {
            return Scan.NONE;
        }
        boolean spaceFollows = start + 2 < sql.length() && sql.charAt(start + 2) <= ' ';
        if (!spaceFollows && dialect.has(Rule.UNSURE)) {
            return Scan.HIDDEN;
        }
        return spaceFollows || !dialect.has(Rule.DASHES_NEED_SPACE) ? line(start + 2) : Scan.NONE;
    }

    private int line(int from) {
        int at = from;
        while (at < sql.length() && sql.charAt(at) != '\n') {
            // Alone within the line: whether the rest of the line is code depends on whom one asks.
            if (sql.charAt(at) == '\r' && at + 1 < sql.length() && !isAt(at + 1, '\n')) {
                return dialect.has(Rule.RETURN_ENDS_COMMENT) ? at : Scan.HIDDEN;
            }
            at++;
        }
        return at;
    }

    private int block(int start) {
        boolean executable = isAt(start + 2, '!') || (isAt(start + 2, 'M') && isAt(start + 3, '!'));
        if (executable && dialect.has(Rule.UNSURE)) {
            return Scan.HIDDEN;
        }
        boolean code = executable && dialect.has(Rule.EXECUTABLE_COMMENTS);
        int depth = 1;
        int at = start + 2;
        while (at < sql.length() && depth > 0) {
            char c = sql.charAt(at);
            boolean opens = c == '/' && isAt(at + 1, '*');
            boolean closes = c == '*' && isAt(at + 1, '/');
            if ((code && isUnclearInCode(c)) || (opens && isUnclearNested(code))) {
                return Scan.HIDDEN;
            }
            if (closes) {
                depth--;
            } else if (opens && dialect.has(Rule.NESTED_COMMENTS)) {
                depth++;
            }
            at += closes || (opens && dialect.has(Rule.NESTED_COMMENTS)) ? 2 : 1;
        }
        return at;
    }

    private boolean isUnclearNested(boolean code) {
        return code || (!dialect.has(Rule.NESTED_COMMENTS) && !dialect.has(Rule.FLAT_COMMENTS));
    }

    /** The server may read it as code, where an end of a comment can stand in a string. */
    private static boolean isUnclearInCode(char c) {
        return c == '\'' || c == '"' || c == '`' || c == '#' || c == '-';
    }

    private boolean isAt(int index, char c) {
        return index < sql.length() && sql.charAt(index) == c;
    }
}
