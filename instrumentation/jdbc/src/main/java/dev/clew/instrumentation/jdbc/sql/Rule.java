package dev.clew.instrumentation.jdbc.sql;

/** Where databases read the same characters differently. To follow the wrong rule is to take a literal for code, and to show it. A bit each. */
final class Rule {
    /** {@code "x"} is a string; a name otherwise. */
    static final int DOUBLE_QUOTED_STRINGS = 1;

    /** {@code 'it\'s'} is one string; {@code 'it\'} is, otherwise. */
    static final int BACKSLASH_ESCAPES = 1 << 1;

    /** {@code E'it\'s'} is one string, whatever the other rule says. */
    static final int BACKSLASH_ESCAPES_AFTER_E = 1 << 2;

    /** {@code $$it's$$} is a string. */
    static final int DOLLAR_STRINGS = 1 << 3;

    /** So is {@code $tag$it's$tag$}. */
    static final int DOLLAR_TAGS = 1 << 4;

    /** {@code q'[it's]'} is a string. */
    static final int Q_STRINGS = 1 << 5;

    /** {@code `x`} is a name. */
    static final int BACKTICK_NAMES = 1 << 6;

    /** {@code [x]} is a name. */
    static final int BRACKET_NAMES = 1 << 7;

    /** {@code #} begins a comment. */
    static final int HASH_COMMENTS = 1 << 8;

    /** {@code --} begins a comment only before white space: {@code 5--3} is 8. */
    static final int DASHES_NEED_SPACE = 1 << 9;

    /** A carriage return ends a comment that {@code --} began; only a line feed does, otherwise. */
    static final int RETURN_ENDS_COMMENT = 1 << 10;

    /** A comment within a comment has its own end. */
    static final int NESTED_COMMENTS = 1 << 11;

    /** A comment ends at the first end. With neither of these two, what follows a comment within a comment is hidden. */
    static final int FLAT_COMMENTS = 1 << 12;

    /** What {@code /*!} and {@code /*M!} begin may be code. */
    static final int EXECUTABLE_COMMENTS = 1 << 13;

    /** Which rules hold is not known: from where they matter, the rest of a statement is hidden. */
    static final int UNSURE = 1 << 14;

    private Rule() {}
}
