package dev.clew.instrumentation.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

class QueryPropertyTest {
    /** Stands in every literal that is made here, and nowhere else. */
    private static final String SECRET = "8zq7";

    private static final List<String> PIECES = List.of(
            "'",
            "''",
            "\"",
            "`",
            "[",
            "]",
            "]]",
            "$$",
            "$a$",
            "$",
            "$1",
            "--",
            "-- ",
            "-",
            "#",
            "/*",
            "*/",
            "/*!",
            "/",
            "*",
            "\\",
            "\n",
            "\r",
            " ",
            "(",
            ")",
            "IN (",
            "IN(",
            ",",
            ";",
            "?",
            ":",
            ".",
            "@",
            "E",
            "N'",
            "q'[",
            "]'",
            "U&'",
            "1",
            "0x1F",
            "1e-5",
            "12ab",
            ".5",
            "abc",
            "a$b",
            "é",
            "…",
            "\uD83D",
            "\uDE00",
            "\u0000",
            "TRUE",
            "SELECT",
            "FROM",
            "INTO",
            "UPDATE",
            "IDENTIFIED BY ",
            "JOIN",
            "CREATE",
            "TABLE",
            "WITH",
            "{",
            "}",
            "call");

    @Property(tries = 3000)
    void anything_isReadWithoutAThrowAndNeverGetsLonger(@ForAll("junk") String sql, @ForAll Dialect dialect) {
        Query query = Query.of(sql, dialect);
        assertThat(query.text()).hasSizeLessThanOrEqualTo(Math.min(sql.length(), Query.MAX_CHARS) + 1);
        assertThat(query.summary()).hasSizeLessThanOrEqualTo(255);
    }

    @Property(tries = 5000)
    void sanitisedText_isSanitised(@ForAll("junk") String sql, @ForAll Dialect dialect) {
        String once = Query.of(sql, dialect).text();
        assertThat(Query.of(once, dialect).text()).isEqualTo(once);
    }

    @Property(tries = 200)
    void anyString_isSanitisedOnce(@ForAll String sql, @ForAll Dialect dialect) {
        String once = Query.of(sql, dialect).text();
        assertThat(Query.of(once, dialect).text()).isEqualTo(once);
    }

    @Property(tries = 5000)
    void noLiteral_survives(@ForAll("statements") Tuple2<Dialect, String> statement) {
        Query query = Query.of(statement.get2(), statement.get1());
        assertThat(query.text()).doesNotContain(SECRET);
        assertThat(query.summary()).doesNotContain(SECRET);
    }

    @Property(tries = 2000)
    void names_survive(@ForAll("statements") Tuple2<Dialect, String> statement) {
        String sql = "SELECT col_1 FROM shop.orders_2 WHERE " + statement.get2();
        Query query = Query.of(sql, statement.get1());
        assertThat(query.text()).startsWith("SELECT col_1 FROM shop.orders_2 WHERE");
        assertThat(query.summary()).startsWith("SELECT shop.orders_2");
    }

    @Provide
    Arbitrary<String> junk() {
        return Arbitraries.of(PIECES).list().ofMaxSize(40).map(pieces -> String.join("", pieces));
    }

    /** Code with literals in it as the dialect writes them: strings full of quotes, and comments between. */
    @Provide
    Arbitrary<Tuple2<Dialect, String>> statements() {
        return Arbitraries.of(Dialect.class)
                .flatMap(dialect -> pieces(dialect)
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(12)
                        .map(pieces -> Tuple.of(dialect, String.join(" ", pieces))));
    }

    private static Arbitrary<String> pieces(Dialect dialect) {
        Arbitrary<String> code = Arbitraries.of(
                "x",
                "=",
                "AND",
                "t1.y",
                "IN (",
                ")",
                ",",
                "(",
                "/* it is */",
                "-- it is\n",
                "+",
                "?",
                "SELECT",
                "FROM",
                "JOIN",
                "UPDATE",
                ";",
                "INTO",
                "NOT");
        return Arbitraries.oneOf(code, literal(dialect), comment(dialect));
    }

    private static Arbitrary<String> comment(Dialect dialect) {
        return switch (dialect) {
            case MYSQL -> Arbitraries.of("# it's\n", "-- it's \"\n", "/* it's /* */", "/*+ it's \" */");
            case ORACLE -> Arbitraries.of("-- it's \"\n", "/* it's /* */", "/*+ it's */");
            case POSTGRESQL, H2, SQL_SERVER -> Arbitraries.of("-- it's \"\n", "--it's\n", "/* it's /* \" */ ' */");
            case STANDARD, UNKNOWN -> Arbitraries.of("-- it's \"\n", "/* it's \" */");
        };
    }

    private static Arbitrary<String> literal(Dialect dialect) {
        Arbitrary<String> content = Arbitraries.of(
                        "", "''", " ", "\"", "--", "/*", "*/", "`", "[", "$$", "\n", "…", ";", "(")
                .list()
                .ofMaxSize(4)
                .map(pieces -> String.join("", pieces));
        Arbitrary<String> framed = Combinators.combine(content, content).as((a, b) -> a + SECRET + b);
        Arbitrary<String> standard = framed.map(text -> "'" + text + "'");
        Arbitrary<String> numbers = Arbitraries.of("0x" + SECRET, "1." + SECRET, "7" + SECRET, "N'" + SECRET + "'");
        return Arbitraries.oneOf(standard, numbers, own(dialect, framed));
    }

    private static Arbitrary<String> own(Dialect dialect, Arbitrary<String> framed) {
        return switch (dialect) {
            case POSTGRESQL ->
                framed.flatMap(text -> Arbitraries.of(
                        "E'\\'" + text + "'", "$q$'" + text + "$q$", "U&'" + text + "'", "'\\'", "e'\\\\'"));
            case H2 -> framed.map(text -> "$$" + text.replace("$$", "") + "'$$");
            case MYSQL ->
                framed.flatMap(
                        text -> Arbitraries.of("'\\'" + text + "'", "\"'" + text.replace("\"", "") + "\"", "'\\\\'"));
            case ORACLE -> framed.flatMap(text -> Arbitraries.of("q'{'" + text + "}'", "nq'|" + text + "|'", "'\\'"));
            case SQL_SERVER -> Arbitraries.of("[it's]", "'\\'", "$7");
            case STANDARD -> Arbitraries.of("\"it's\"", "'\\'");
            case UNKNOWN ->
                framed.flatMap(text -> Arbitraries.of("'\\'" + text + "'", "\"" + text.replace("\"", "") + "\""));
        };
    }
}
