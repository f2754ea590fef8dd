package dev.clew.instrumentation.jdbc.sql;

import dev.clew.instrumentation.jdbc.sql.Lexer.Token;
import java.util.Locale;

/**
 * Finds the operations of a statement and what they are about, token by token. No grammar of any database: the few words before
 * which, and after which, names of tables stand in all of them. A text that is no SQL leaves little or nothing in the summary.
 */
final class StatementReader {
    /** What the next word may be. */
    private enum Expected {
        /** The first word of a statement. */
        STATEMENT,
        /** The first word in parentheses. */
        SUBQUERY,
        /** The operation behind the queries that WITH has named. */
        AFTER_WITH,
        /** The name of a table, or of what else an operation is about. */
        TARGET,
        /** The kind of object that CREATE, ALTER or DROP are about. */
        OBJECT,
        NOTHING
    }

    private final Summary summary;
    private final Depths depths = new Depths();
    private final StringBuilder target = new StringBuilder();
    private Expected expected = Expected.STATEMENT;
    private boolean with;
    private boolean dotted;
    private String definition = "";
    private String lastWord = "";

    StatementReader(Summary summary) {
        this.summary = summary;
    }

    void add(Token token, String sql, int start, int end) {
        switch (token) {
            case SPACE -> {}
            case WORD -> word(sql.substring(start, end));
            case NAME -> name(sql.substring(start, end));
            case SYMBOL -> symbol(sql.charAt(start));
            case LITERAL -> {
                endTarget();
                expected = expected == Expected.STATEMENT ? Expected.STATEMENT : Expected.NOTHING;
            }
            case HIDDEN, END -> endTarget();
        }
    }

    private void name(String name) {
        if (dotted) {
            target.append('.').append(name);
            dotted = false;
        } else {
            endTarget();
            if (expected == Expected.TARGET) {
                target.append(name);
            }
            expected = Expected.NOTHING;
        }
    }

    private void word(String word) {
        String keyword = word.length() > Keywords.MAX_CHARS ? "" : word.toUpperCase(Locale.ROOT);
        if (expected == Expected.TARGET && Keywords.BEFORE_TARGET.contains(keyword)) {
            return;
        }
        if (dotted || (expected == Expected.TARGET && !keyword.equals("SELECT"))) {
            name(word);
        } else {
            endTarget();
            Expected before = expected;
            expected = Expected.NOTHING;
            if (before == Expected.OBJECT) {
                object(word, keyword);
            } else {
                keyword(word, keyword, before);
            }
        }
        lastWord = keyword;
    }

    private void keyword(String word, String keyword, Expected before) {
        switch (keyword) {
            case "SELECT" -> {
                summary.operation(word);
                depths.query();
            }
            case "INSERT", "UPDATE", "DELETE" -> {
                if (before == Expected.STATEMENT || before == Expected.SUBQUERY || before == Expected.AFTER_WITH) {
                    change(word);
                }
            }
            case "MERGE", "REPLACE", "UPSERT", "TRUNCATE" -> {
                if (before == Expected.STATEMENT || before == Expected.AFTER_WITH) {
                    change(word);
                }
            }
            case "FROM" -> {
                if (depths.isQuery() && !lastWord.equals("DISTINCT")) {
                    depths.beginTables();
                    expected = Expected.TARGET;
                }
            }
            case "JOIN" -> expected = Expected.TARGET;
            case "USING" -> expected = depths.isChange() ? Expected.TARGET : Expected.NOTHING;
            default -> firstWord(word, keyword, before);
        }
        if (Keywords.AFTER_TABLES.contains(keyword)) {
            depths.endTables();
        }
    }

    private void change(String word) {
        summary.operation(word);
        depths.change();
        expected = Expected.TARGET;
    }

    private void firstWord(String word, String keyword, Expected before) {
        if (before == Expected.STATEMENT) {
            switch (keyword) {
                case "WITH" -> with = true;
                case "CREATE", "ALTER", "DROP" -> {
                    definition = word;
                    expected = Expected.OBJECT;
                }
                case "CALL", "EXEC", "EXECUTE" -> {
                    summary.call(word);
                    expected = Expected.TARGET;
                }
                case "EXPLAIN" -> {
                    summary.operation(word);
                    expected = Expected.STATEMENT;
                }
                default -> {
                    if (summary.isEmpty() && Keywords.OTHER_OPERATIONS.contains(keyword)) {
                        summary.operation(word);
                    }
                }
            }
        }
    }

    private void object(String word, String keyword) {
        if (Keywords.OBJECTS.contains(keyword)) {
            summary.operation(definition + " " + word);
            expected = Expected.TARGET;
        } else {
            expected = Expected.OBJECT;
        }
    }

    private void symbol(char c) {
        if (c == '.' && !target.isEmpty()) {
            dotted = true;
            return;
        }
        if (c == '(' && depths.isInTables()) {
            // A function that makes a table is no table.
            target.setLength(0);
        }
        endTarget();
        switch (c) {
            case '(' -> {
                depths.open();
                expected = Expected.SUBQUERY;
            }
            case ')' -> {
                depths.close();
                expected = with && depths.isOutermost() ? Expected.AFTER_WITH : Expected.NOTHING;
            }
            case ',' -> expected = depths.isInTables() ? Expected.TARGET : Expected.NOTHING;
            case ';' -> {
                depths.clear();
                with = false;
                expected = Expected.STATEMENT;
            }
            default -> {}
        }
    }

    private void endTarget() {
        dotted = false;
        if (!target.isEmpty()) {
            summary.target(target.toString());
            target.setLength(0);
        }
    }
}
