package dev.clew.instrumentation.jdbc.sql;

import java.util.Set;

/** Words of SQL that have a meaning here, in capitals. */
final class Keywords {
    /** The length of the longest one. */
    static final int MAX_CHARS = 16;

    /** What a statement can begin with, besides the operations that have targets: what is named when there is nothing else. */
    static final Set<String> OTHER_OPERATIONS = Set.of(
            "ABORT",
            "ANALYSE",
            "ANALYZE",
            "BACKUP",
            "BEGIN",
            "CHECKPOINT",
            "CLOSE",
            "CLUSTER",
            "COMMENT",
            "COMMIT",
            "COPY",
            "DEALLOCATE",
            "DECLARE",
            "DESC",
            "DESCRIBE",
            "DISCARD",
            "DO",
            "END",
            "EXPLAIN",
            "FETCH",
            "FLUSH",
            "GRANT",
            "HANDLER",
            "KILL",
            "LISTEN",
            "LOAD",
            "LOCK",
            "MOVE",
            "NOTIFY",
            "OPEN",
            "OPTIMIZE",
            "PRAGMA",
            "PREPARE",
            "REFRESH",
            "REINDEX",
            "RELEASE",
            "RENAME",
            "RESET",
            "REVOKE",
            "ROLLBACK",
            "RUNSCRIPT",
            "SAVEPOINT",
            "SCRIPT",
            "SET",
            "SHOW",
            "SHUTDOWN",
            "START",
            "TABLE",
            "UNLISTEN",
            "UNLOCK",
            "USE",
            "VACUUM",
            "VALUES");

    /** What may stand between an operation and its target. */
    static final Set<String> BEFORE_TARGET = Set.of(
            "CONCURRENTLY",
            "DELAYED",
            "EXISTS",
            "FROM",
            "HIGH_PRIORITY",
            "IF",
            "IGNORE",
            "IMMEDIATE",
            "INTO",
            "LATERAL",
            "LOW_PRIORITY",
            "NOT",
            "ON",
            "ONLY",
            "OVERWRITE",
            "QUICK",
            "TABLE");

    /** What CREATE, ALTER and DROP are about, when it has a name of its own. */
    static final Set<String> OBJECTS = Set.of(
            "DATABASE",
            "DOMAIN",
            "EXTENSION",
            "FUNCTION",
            "INDEX",
            "PROCEDURE",
            "ROLE",
            "SCHEMA",
            "SEQUENCE",
            "SYNONYM",
            "TABLE",
            "TRIGGER",
            "TYPE",
            "USER",
            "VIEW");

    /** What ends the list of tables that FROM begins. */
    static final Set<String> AFTER_TABLES = Set.of(
            "CONNECT",
            "EXCEPT",
            "FETCH",
            "FOR",
            "GROUP",
            "HAVING",
            "INTERSECT",
            "LIMIT",
            "MINUS",
            "OFFSET",
            "ORDER",
            "RETURNING",
            "SET",
            "START",
            "UNION",
            "VALUES",
            "WHERE",
            "WINDOW");

    private Keywords() {}
}
