package dev.clew.instrumentation.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SanitisedTextTest {
    @ParameterizedTest
    @EnumSource(Dialect.class)
    void whatAllDatabasesAgreeAbout(Dialect dialect) {
        assertThat(text(
                        "SELECT a.b, t1.c2 FROM t1 a WHERE a.x = 'it''s' AND y > -1.5e-3 AND z <> 0xFF OR ok = TRUE",
                        dialect))
                .isEqualTo("SELECT a.b, t1.c2 FROM t1 a WHERE a.x = ? AND y > -? AND z <> ? OR ok = ?");
        assertThat(text("  INSERT\tINTO t -- why \n VALUES (?, N'x', NULL) /* who */ ; ", dialect))
                .isEqualTo("INSERT INTO t VALUES (?, ?, NULL) ;");
        assertThat(text("{? = call f(1, 'x', {d '2020-01-01'})}", dialect)).isEqualTo("{? = call f(?, ?, {d ?})}");
        assertThat(text("SELECT :name, :1 FROM t WHERE at > DATE '2020-01-01'", dialect))
                .isEqualTo("SELECT :name, :? FROM t WHERE at > DATE ?");
        assertThat(text("SELECT 'no end", dialect)).isEqualTo("SELECT ?");
        assertThat(text("SELECT 1 /* no end", dialect)).isEqualTo("SELECT ?");
        assertThat(text("", dialect)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    x IN (1, 2, 3)                 | x IN (?)
                    x in('a')                      | x in(?)
                    x IN (?,?,?) AND y = 1         | x IN (?) AND y = ?
                    x NOT IN (-1, +2)              | x NOT IN (?)
                    x IN (TRUE, 1)                 | x IN (?)
                    x IN (1, NULL)                 | x IN (?, NULL)
                    x IN (SELECT 1)                | x IN (SELECT ?)
                    x IN ((1, 2), (3, 4))          | x IN ((?, ?), (?, ?))
                    x IN ()                        | x IN ()
                    f(1, 2)                        | f(?, ?)
                    x IN (1, 2                     | x IN (?
                    """)
    void listsAfterInCollapse(String sql, String expected) {
        assertThat(text(sql, Dialect.STANDARD)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    POSTGRESQL | a = $$it's$$ AND b = $x$ $$ ' $x$ c      | a = ? AND b = ? c
                    POSTGRESQL | a = E'it\\'s' AND b = 'it\\' AND c = 'x' | a = ? AND b = ? AND c = ?
                    POSTGRESQL | "it's ""x"" y" = U&'\\0041' :: text        | "it's ""x"" y" = ? :: text
                    POSTGRESQL | 1 /* a /* 'b' */ 'c' */ d                | ? d
                    POSTGRESQL | a # 1, b ? c, x[1], $1                   | a # ?, b ? c, x[?], ?
                    POSTGRESQL | a$b$c = 5--3                             | a$b$c = ?
                    POSTGRESQL | "no end                                  | ?
                    H2         | `a` = $$it's$$ AND "b" = 1               | `a` = ? AND "b" = ?
                    MYSQL      | `a` = "it's" AND b = 'it\\'s' # why      | `a` = ? AND b = ?
                    MYSQL      | a = 5--3                                 | a = ?--?
                    MYSQL      | a /*+ BKA(t) */ b -- c                   | a b
                    MYSQL      | a /*!50000 b */ c                        | a c
                    MYSQL      | a /*! '*/secret' */ c                    | a…
                    MYSQL      | a /* /* */ 'b'                           | a ?
                    MYSQL      | a --/**/ 1                               | a --?
                    SQL_SERVER | [it's]]x] = N'x' AND #temp.a = $5.00     | [it's]]x] = ? AND #temp.a = ?
                    ORACLE     | a = q'[it's]' OR b = nq'!x'y!' OR c = 1  | a = ? OR b = ? OR c = ?
                    ORACLE     | IDENTIFIED BY tiger QUOTA 5              | IDENTIFIED BY ?…
                    ORACLE     | IDENTIFIED BY a REPLACE b                | IDENTIFIED BY ?…
                    ORACLE     | IDENTIFIED BY abc#def                    | IDENTIFIED BY ?…
                    ORACLE     | identified by "tiger"                    | identified by ?…
                    UNKNOWN    | a = 1 AND b = 'it\\'s' AND c = 2         | a = ? AND b = …
                    UNKNOWN    | a = "x" AND `b` = 1                      | a = ? AND `b` = ?
                    UNKNOWN    | a = 1 # 'b                               | a = ? …
                    UNKNOWN    | a [b's] 'c                               | a …
                    UNKNOWN    | a $$b's$$ 'c                             | a …
                    UNKNOWN    | a --1                                    | a …
                    UNKNOWN    | a q'[b's]' c                             | a …
                    """)
    void eachReadsWhatOthersReadDifferently(Dialect dialect, String sql, String expected) {
        assertThat(text(sql, dialect).replace(" …", "…")).isEqualTo(expected.replace(" …", "…"));
    }

    @Test
    void anEscapedStringOfPostgresqlGoesOnInTheNextLineAsItBegan() {
        assertThat(text("a = E'a'\n -- c\n 'b\\'secret' AND b = 1", Dialect.POSTGRESQL))
                .isEqualTo("a = ? AND b = ?");
        assertThat(text("a = E'a' 'b' AND b = 1", Dialect.POSTGRESQL)).isEqualTo("a = ? ? AND b = ?");
    }

    @Test
    void carriageReturn_endsACommentWhereTheDatabaseSaysSo() {
        String sql = "a -- b\r'c\n'";
        assertThat(text(sql, Dialect.POSTGRESQL)).isEqualTo("a ?");
        assertThat(text(sql, Dialect.MYSQL)).isEqualTo("a …");
        assertThat(text("a -- b\r\nc", Dialect.MYSQL)).isEqualTo("a c");
    }

    @Test
    void longStatement_isCutAtTheLimitBetweenCharacters() {
        String sql = "SELECT " + "\uD83D\uDE00".repeat(Query.MAX_CHARS);
        String cut = text(sql, Dialect.POSTGRESQL);
        assertThat(cut).hasSizeBetween(Query.MAX_CHARS - 1, Query.MAX_CHARS).endsWith("\uD83D\uDE00…");
        assertThat(Query.cut(sql))
                .hasSizeBetween(Query.MAX_CHARS - 1, Query.MAX_CHARS)
                .endsWith("\uD83D\uDE00…");
        assertThat(Query.cut("SELECT 1")).isEqualTo("SELECT 1");
        assertThat(text("x IN (" + "1, ".repeat(5_000_000), Dialect.POSTGRESQL)).isEqualTo("x IN (?…");
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void hostileStatements_takeTimeInProportion(Dialect dialect) {
        String[] patterns = {
            "'",
            "\"",
            "`",
            "[",
            "$",
            "$a",
            "$$",
            "/*",
            "*/",
            "--",
            "--\n",
            "-- \r",
            "#",
            "\\'",
            "(",
            ")",
            "IN (",
            "q'",
            "1",
            "1e+",
            ".",
            "x",
            "(SELECT ",
            "FROM a,",
            "\u0000",
            "/*!",
            "E'",
            "''",
            "'a'"
        };
        Assertions.assertTimeout(Duration.ofSeconds(10), () -> {
            for (String pattern : patterns) {
                String tenMegabytes = pattern.repeat(10_000_000 / pattern.length());
                for (int i = 0; i < 20; i++) {
                    assertThat(Query.of(tenMegabytes, dialect).text()).hasSizeLessThanOrEqualTo(Query.MAX_CHARS);
                }
            }
        });
    }

    @Test
    void language_ofTheMachineIsNoMatter() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(text("x in (1, 2)", Dialect.STANDARD)).isEqualTo("x in (?)");
            assertThat(Query.of("insert into t values (1)", Dialect.STANDARD).summary())
                    .isEqualTo("insert t");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String text(String sql, Dialect dialect) {
        return Query.of(sql, dialect).text();
    }
}
