package dev.clew.instrumentation.jdbc.sql;

/** Where databases read the same characters differently. To follow the wrong rule is to take a literal for code, and to show it. */
enum Rule {
    /** {@code "x"} is a string; a name otherwise. */
    DOUBLE_QUOTED_STRINGS,
    /** {@code 'it\'s'} is one string; {@code 'it\'} is, otherwise. */
    BACKSLASH_ESCAPES,
    /** {@code E'it\'s'} is one string, whatever the other rule says. */
    BACKSLASH_ESCAPES_AFTER_E,
    /** {@code $$it's$$} is a string. */
    DOLLAR_STRINGS,
    /** So is {@code $tag$it's$tag$}. */
    DOLLAR_TAGS,
    /** {@code q'[it's]'} is a string. */
    Q_STRINGS,
    /** {@code `x`} is a name. */
    BACKTICK_NAMES,
    /** {@code [x]} is a name. */
    BRACKET_NAMES,
    /** {@code #} begins a comment. */
    HASH_COMMENTS,
    /** {@code --} begins a comment only before white space: {@code 5--3} is 8. */
    DASHES_NEED_SPACE,
    /** A carriage return ends a comment that {@code --} began; only a line feed does, otherwise. */
    RETURN_ENDS_COMMENT,
    /** A comment within a comment has its own end. */
    NESTED_COMMENTS,
    /** A comment ends at the first end. With neither of these two, what follows a comment within a comment is hidden. */
    FLAT_COMMENTS,
    /** What {@code /*!} and {@code /*M!} begin may be code. */
    EXECUTABLE_COMMENTS,
    /** Which rules hold is not known: from where they matter, the rest of a statement is hidden. */
    UNSURE
}
