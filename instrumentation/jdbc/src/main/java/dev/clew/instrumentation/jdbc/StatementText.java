package dev.clew.instrumentation.jdbc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a statement runs: its own SQL, the SQL of a call, or a batch. Threads: one at a time, as the statement. */
final class StatementText {
    /** What names a batch: its first statements. */
    private static final int MOST_LOOKED_AT = 64;

    private final @Nullable String preparedSql;
    private final Operations operations;
    private final List<String> batch = new ArrayList<>(0);
    private int batchSize;

    /** Of a statement that was prepared with {@code preparedSql}, or, when that is null, of one that is given its SQL later. */
    StatementText(@Nullable String preparedSql, Operations operations) {
        this.preparedSql = preparedSql;
        this.operations = operations;
    }

    /** The operation that runs when {@code sql} does, or, when that is null, what was prepared. */
    Operation operation(@Nullable String sql) {
        if (sql != null) {
            return operations.of(sql);
        }
        return preparedSql == null ? operations.of("") : operations.prepared(preparedSql);
    }

    /** Adds a statement, or, when it is null, one more set of parameters. */
    void addToBatch(@Nullable String sql) {
        batchSize++;
        if (sql != null && batch.size() < MOST_LOOKED_AT) {
            batch.add(sql);
        }
    }

    void clearBatch() {
        batch.clear();
        batchSize = 0;
    }

    /** The operation that runs when the batch does. */
    Operation batchOperation() {
        List<Operation> each = preparedSql == null
                ? batch.stream().map(operations::of).toList()
                : List.of(operations.prepared(preparedSql));
        return operations.batch(each, batchSize);
    }
}
