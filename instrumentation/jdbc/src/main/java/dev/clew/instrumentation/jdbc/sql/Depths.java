package dev.clew.instrumentation.jdbc.sql;

/** What is known at each depth of parentheses, a bit each; below the 64th nothing is. */
final class Depths {
    private int depth;
    private long queries;
    private long changes;
    private long tables;

    void open() {
        depth++;
        forget();
    }

    void close() {
        depth = Math.max(0, depth - 1);
    }

    void clear() {
        depth = 0;
        forget();
    }

    boolean isOutermost() {
        return depth == 0;
    }

    /** A query begins: its FROM is one. */
    void query() {
        forget();
        queries |= bit();
    }

    /** A statement that changes rows begins. */
    void change() {
        query();
        changes |= bit();
    }

    boolean isQuery() {
        return (queries & bit()) != 0;
    }

    boolean isChange() {
        return (changes & bit()) != 0;
    }

    /** FROM: tables follow, with commas between them. */
    void beginTables() {
        tables |= bit();
    }

    void endTables() {
        tables &= ~bit();
    }

    boolean isInTables() {
        return (tables & bit()) != 0;
    }

    private void forget() {
        queries &= ~bit();
        changes &= ~bit();
        tables &= ~bit();
    }

    private long bit() {
        return depth < Long.SIZE ? 1L << depth : 0;
    }
}
