package dev.clew.instrumentation.jdbc;

import dev.clew.instrumentation.jdbc.database.Database;
import dev.clew.instrumentation.jdbc.sql.Query;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Describes the statements of one database. Threads: any.
 *
 * <p>Prepared statements are described once: the last {@value #MAX_KEPT} or fewer of them are kept, if they are not long. Other
 * statements have their values in them and are seldom the same.
 */
final class Operations {
    private static final int MAX_KEPT = 512;
    private static final int MAX_CHARS_KEPT = 4096;
    private static final String BATCH = "BATCH";
    private static final String SEPARATOR = "; ";

    private final Database database;
    private final Attributes databaseAttributes;
    private final QueryText queryText;
    private final Map<String, Operation> prepared = new ConcurrentHashMap<>();

    Operations(Database database, QueryText queryText) {
        this.database = database;
        this.databaseAttributes = attributes(database);
        this.queryText = queryText;
    }

    private static Attributes attributes(Database database) {
        AttributesBuilder attributes = Attributes.builder()
                .put(DatabaseAttributes.DB_SYSTEM_NAME, database.system().semanticName());
        putIfAny(attributes, DatabaseAttributes.DB_NAMESPACE, database.namespace());
        putIfAny(attributes, DatabaseAttributes.SERVER_ADDRESS, database.address());
        if (database.address() != null && database.port() > 0) {
            attributes.put(DatabaseAttributes.SERVER_PORT, (long) database.port());
        }
        return attributes.build();
    }

    Database database() {
        return database;
    }

    Attributes databaseAttributes() {
        return databaseAttributes;
    }

    Operation prepared(String sql) {
        Operation known = prepared.get(sql);
        if (known != null) {
            return known;
        }
        Operation operation = of(sql);
        if (sql.length() <= MAX_CHARS_KEPT) {
            if (prepared.size() >= MAX_KEPT) {
                prepared.clear();
            }
            prepared.put(sql, operation);
        }
        return operation;
    }

    Operation of(String sql) {
        Query query = Query.of(sql, database.system().dialect());
        String text = switch (queryText) {
            case SANITISED -> query.text();
            case RAW -> Query.cut(sql);
            case NONE -> "";
        };
        return describe(query, text, -1);
    }

    /**
     * What a batch says of itself.
     *
     * @param each the operations in it, or the first of them; one when they are all the same
     * @param size how many there are; one is no batch
     */
    Operation batch(List<Operation> each, int size) {
        if (size == 1 && each.size() == 1) {
            return each.get(0);
        }
        String summary = common(each, Query::summary);
        String operation = common(each, Query::operation);
        Query query = new Query(
                "",
                summary == null || summary.isEmpty() ? BATCH : BATCH + " " + summary,
                operation == null ? BATCH : BATCH + " " + operation,
                common(each, Query::collection),
                common(each, Query::procedure));
        return describe(query, joinedText(each), size);
    }

    private static @Nullable String common(List<Operation> each, Function<Query, @Nullable String> part) {
        String first = each.isEmpty() ? null : part.apply(each.get(0).query());
        for (Operation operation : each) {
            if (first == null || !first.equals(part.apply(operation.query()))) {
                return null;
            }
        }
        return first;
    }

    private static String joinedText(List<Operation> each) {
        if (each.isEmpty() || each.stream().map(Operation::text).distinct().count() == 1) {
            return each.isEmpty() ? "" : each.get(0).text();
        }
        StringBuilder joined = new StringBuilder();
        for (Operation operation : each) {
            if (joined.length() <= Query.MAX_CHARS) {
                joined.append(joined.isEmpty() ? "" : SEPARATOR).append(operation.text());
            }
        }
        return Query.cut(joined.toString());
    }

    private Operation describe(Query query, String text, int batchSize) {
        AttributesBuilder attributes = databaseAttributes.toBuilder();
        putIfAny(attributes, DatabaseAttributes.DB_QUERY_SUMMARY, query.summary());
        putIfAny(attributes, DatabaseAttributes.DB_OPERATION_NAME, query.operation());
        putIfAny(attributes, DatabaseAttributes.DB_COLLECTION_NAME, query.collection());
        putIfAny(attributes, DatabaseAttributes.DB_STORED_PROCEDURE_NAME, query.procedure());
        Attributes ofDuration = attributes.build();
        putIfAny(attributes, DatabaseAttributes.DB_QUERY_TEXT, text);
        if (batchSize >= 0) {
            attributes.put(DatabaseAttributes.DB_OPERATION_BATCH_SIZE, (long) batchSize);
        }
        String name = query.summary().isEmpty() ? database.name() : query.summary();
        return new Operation(database.system(), query, text, name, attributes.build(), ofDuration);
    }

    private static void putIfAny(AttributesBuilder attributes, AttributeKey<String> key, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            attributes.put(key, value);
        }
    }
}
