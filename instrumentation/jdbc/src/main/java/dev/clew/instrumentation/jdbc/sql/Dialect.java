package dev.clew.instrumentation.jdbc.sql;

/** How a database tells literals, names and comments apart. In its default configuration: what a session sets is not seen. */
public enum Dialect {
    /** As the SQL standard has it: Derby, DB2, HSQLDB. */
    STANDARD(0),
    POSTGRESQL(Rule.BACKSLASH_ESCAPES_AFTER_E
            | Rule.DOLLAR_STRINGS
            | Rule.DOLLAR_TAGS
            | Rule.NESTED_COMMENTS
            | Rule.RETURN_ENDS_COMMENT),
    H2(Rule.DOLLAR_STRINGS | Rule.BACKTICK_NAMES | Rule.NESTED_COMMENTS | Rule.RETURN_ENDS_COMMENT),
    /** MySQL and MariaDB. */
    MYSQL(Rule.DOUBLE_QUOTED_STRINGS
            | Rule.BACKSLASH_ESCAPES
            | Rule.BACKTICK_NAMES
            | Rule.HASH_COMMENTS
            | Rule.DASHES_NEED_SPACE
            | Rule.FLAT_COMMENTS
            | Rule.EXECUTABLE_COMMENTS),
    SQL_SERVER(Rule.BRACKET_NAMES | Rule.NESTED_COMMENTS),
    ORACLE(Rule.Q_STRINGS | Rule.FLAT_COMMENTS),
    /** Any other: what databases do not agree about hides the rest of a statement, and names in double quotes count as strings. */
    UNKNOWN(Rule.DOUBLE_QUOTED_STRINGS | Rule.BACKTICK_NAMES | Rule.UNSURE);

    /** A bit for each {@link Rule}. */
    private final int rules;

    Dialect(int rules) {
        this.rules = rules;
    }

    boolean has(int rule) {
        return (rules & rule) != 0;
    }
}
