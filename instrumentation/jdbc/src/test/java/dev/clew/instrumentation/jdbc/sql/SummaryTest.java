package dev.clew.instrumentation.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    SELECT * FROM songs, artists a, "song list" WHERE x = 1, 2   | SELECT songs artists "song list"
                    select o.id from shop.orders o left join customers c on o.c = c.id | select shop.orders customers
                    SELECT (SELECT MAX(x) FROM b), c FROM a                      | SELECT SELECT b a
                    SELECT order_date FROM (SELECT * FROM orders o JOIN customers c ON 1 = 1) | SELECT SELECT orders customers
                    SELECT EXTRACT(YEAR FROM d), TRIM(BOTH FROM e) FROM t        | SELECT t
                    SELECT a IS DISTINCT FROM b FROM t FOR UPDATE                | SELECT t
                    SELECT * FROM generate_series(1, 2) g, LATERAL f(x), t       | SELECT t
                    SELECT * FROM a UNION ALL SELECT * FROM b ORDER BY x, y      | SELECT a SELECT b
                    SELECT 1                                                     | SELECT
                    INSERT INTO details (a, b) SELECT a, b FROM orders           | INSERT details SELECT orders
                    INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET a = 2 | INSERT t
                    insert ignore into t values (1)                              | insert t
                    UPDATE ONLY a.b SET x = 1 FROM c WHERE d = 2                 | UPDATE a.b c
                    DELETE FROM a USING b WHERE a.x = b.x                        | DELETE a b
                    MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN UPDATE SET x = 1 | MERGE t s
                    REPLACE INTO t VALUES (REPLACE('a', 'b', 'c'))               | REPLACE t
                    TRUNCATE TABLE t                                             | TRUNCATE t
                    WITH r AS (SELECT * FROM o), d AS (DELETE FROM p) INSERT INTO t SELECT * FROM r | SELECT o DELETE p INSERT t SELECT r
                    CREATE TABLE IF NOT EXISTS t (comment INT)                   | CREATE TABLE t
                    CREATE OR REPLACE VIEW v AS SELECT * FROM t                  | CREATE VIEW v SELECT t
                    CREATE UNIQUE INDEX CONCURRENTLY i ON t (x)                  | CREATE INDEX i
                    drop table a                                                 | drop table a
                    {? = call shop.f(?, ?)}                                      | call shop.f
                    EXEC dbo.p 1, 2                                              | EXEC dbo.p
                    EXPLAIN SELECT * FROM t                                      | EXPLAIN SELECT t
                    BEGIN; UPDATE t SET x = 1; COMMIT                            | BEGIN UPDATE t
                    SET search_path = x                                          | SET
                    SELECT * FROM ?                                              | SELECT
                    SELECT * FROM a -- FROM b                                    | SELECT a
                    SELECT * FROM #temp WHERE 'FROM x' = 'y'                     | SELECT temp
                    """)
    void summary_isTheOperationsAndTheirTargets(String sql, String expected) {
        assertThat(Query.of(sql, Dialect.POSTGRESQL).summary()).isEqualTo(expected);
    }

    @Test
    void whatIsNoSqlHasNone() {
        for (String text : new String[] {"", ";", "hello FROM world", "'; DROP", "42", "asdf", "((((", "FROM t"}) {
            assertThat(Query.of(text, Dialect.POSTGRESQL).summary()).as(text).isEmpty();
        }
    }

    @Test
    void oneOperationOnOneTable_hasBoth() {
        Query query = Query.of("SELECT * FROM a x JOIN a y ON x.b = y.c", Dialect.POSTGRESQL);
        assertThat(query.operation()).isEqualTo("SELECT");
        assertThat(query.collection()).isEqualTo("a");
        assertThat(query.procedure()).isNull();
    }

    @Test
    void severalTables_areNoOnesCollection() {
        Query query = Query.of("SELECT * FROM a, b", Dialect.POSTGRESQL);
        assertThat(query.operation()).isEqualTo("SELECT");
        assertThat(query.collection()).isNull();
    }

    @Test
    void severalOperations_areNoOnesOperation() {
        Query query = Query.of("INSERT INTO a SELECT * FROM a", Dialect.POSTGRESQL);
        assertThat(query.operation()).isNull();
        assertThat(query.collection()).isNull();
    }

    @Test
    void procedure_isNoCollection() {
        Query query = Query.of("CALL p(1)", Dialect.POSTGRESQL);
        assertThat(query.procedure()).isEqualTo("p");
        assertThat(query.collection()).isNull();
    }

    @Test
    void longSummary_endsBehindAWholeName() {
        String name = "t".repeat(100);
        assertThat(Query.of("SELECT * FROM " + name + "a, " + name + "b, " + name + "c, d", Dialect.POSTGRESQL)
                        .summary())
                .isEqualTo("SELECT " + name + "a " + name + "b");
    }
}
