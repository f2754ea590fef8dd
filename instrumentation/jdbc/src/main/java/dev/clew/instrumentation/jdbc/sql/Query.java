package dev.clew.instrumentation.jdbc.sql;

import dev.clew.instrumentation.jdbc.sql.Lexer.Token;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say about a statement without saying a value of it.
 *
 * @param text the statement with {@code ?} for every literal, cut at {@value #MAX_CHARS} characters
 * @param summary its operations and their targets, such as {@code SELECT orders customers}; empty when nothing was recognised
 * @param operation the operation, when there is one and no other
 * @param collection the table, when there is one operation and all its targets are this one
 * @param procedure the stored procedure, when one is all that is called
 */
public record Query(
        String text,
        String summary,
        @Nullable String operation,
        @Nullable String collection,
        @Nullable String procedure) {
    /** The length of the longest text, and of what is read of a statement. */
    public static final int MAX_CHARS = 8192;

    /** Reads a statement, whatever it is. Takes time in proportion to its length, up to {@value #MAX_CHARS} characters. */
    public static Query of(String sql, Dialect dialect) {
        boolean cut = sql.length() > MAX_CHARS;
        String read = cut ? sql.substring(0, MAX_CHARS - 1) : sql;
        Lexer lexer = new Lexer(read, dialect);
        SanitisedText text = new SanitisedText(read.length());
        Summary summary = new Summary();
        StatementReader reader = new StatementReader(summary);
        Token token;
        do {
            token = lexer.next();
            text.add(token, read, lexer.start(), lexer.end());
            reader.add(token, read, lexer.start(), lexer.end());
        } while (token != Token.END);
        if (cut) {
            text.cut();
        }
        return new Query(
                text.toString(), summary.toString(), summary.operation(), summary.collection(), summary.procedure());
    }

    /** The beginning of a statement as it is, cut as {@link #text} is. */
    public static String cut(String sql) {
        if (sql.length() <= MAX_CHARS) {
            return sql;
        }
        int end = MAX_CHARS - 1;
        return sql.substring(0, Character.isHighSurrogate(sql.charAt(end - 1)) ? end - 1 : end) + '…';
    }
}
