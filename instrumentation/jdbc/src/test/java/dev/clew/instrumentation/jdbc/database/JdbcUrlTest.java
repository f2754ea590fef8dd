package dev.clew.instrumentation.jdbc.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcUrlTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    jdbc:postgresql://db.example.com:5433/shop?user=bob&password=pw  | POSTGRESQL | shop | db.example.com | 5433
                    jdbc:postgresql://db/shop                                        | POSTGRESQL | shop | db | 5432
                    jdbc:postgresql://[::1]:5433/my%20shop                           | POSTGRESQL | my shop | ::1 | 5433
                    jdbc:postgresql:shop                                             | POSTGRESQL | shop | localhost | 5432
                    jdbc:postgresql://a:1,b:2/shop                                   | POSTGRESQL | shop | | 0
                    jdbc:postgresql:///                                              | POSTGRESQL | | localhost | 5432
                    jdbc:mysql://bob:p/w@db:3307/shop?useSSL=true                    | MYSQL | shop | db | 3307
                    jdbc:mysql:loadbalance://a,b/shop                                | MYSQL | shop | | 0
                    jdbc:mysql://address=(host=db)(password=pw)/shop                 | MYSQL | shop | | 0
                    jdbc:mysql:///shop                                               | MYSQL | shop | localhost | 3306
                    jdbc:mariadb://db/shop                                           | MARIADB | shop | db | 3306
                    jdbc:sqlserver://db:1434;databaseName=shop;user=bob;password=pw  | SQL_SERVER | shop | db | 1434
                    jdbc:sqlserver://db\\main;password={a;database=pw};database=shop | SQL_SERVER | ~main|shop~ | db | 1433
                    jdbc:sqlserver://;serverName=db;portNumber=1444                  | SQL_SERVER | | db | 1444
                    jdbc:sqlserver://                                                | SQL_SERVER | | | 0
                    jdbc:oracle:thin:scott/tiger@//db:1522/shop                      | ORACLE | shop | db | 1522
                    jdbc:oracle:thin:@tcps://db/shop:dedicated?wallet=x              | ORACLE | shop | db | 1521
                    jdbc:oracle:thin:scott/ti@ger@db:1521:ORCL                       | ORACLE | ORCL | db | 1521
                    jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(HOST = db)(PORT=7))(CONNECT_DATA=(service_name=shop))) | ORACLE | shop | db | 7
                    jdbc:oracle:thin:@(D=(A=(HOST=a))(A=(HOST=b))(SID=shop))         | ORACLE | shop | | 0
                    jdbc:oracle:thin:@alias                                          | ORACLE | | | 0
                    jdbc:oracle:oci:scott/tiger                                      | ORACLE | | | 0
                    jdbc:h2:mem:shop;USER=sa;PASSWORD=pw                             | H2 | shop | | 0
                    jdbc:h2:mem:                                                     | H2 | | | 0
                    jdbc:h2:~/data/shop                                              | H2 | shop | | 0
                    jdbc:h2:tcp://db:9093/~/data/shop;IFEXISTS=TRUE                  | H2 | shop | db | 9093
                    jdbc:h2:ssl://db/mem:shop                                        | H2 | shop | db | 9092
                    jdbc:db2://db:50001/shop:user=bob;password=pw;                   | DB2 | shop | db | 50001
                    jdbc:derby://db/shop;user=bob                                    | DERBY | shop | db | 1527
                    jdbc:hsqldb:mem:shop                                             | HSQLDB | | | 0
                    jdbc:sqlite:/data/shop.db                                        | SQLITE | | | 0
                    jdbc:somedb://bob:pw@db:1/shop                                   | OTHER | shop | db | 1
                    JDBC:POSTGRESQL://db/shop                                        | POSTGRESQL | shop | db | 5432
                    http://bob:pw@db/shop                                            | OTHER | | | 0
                    jdbc:nothing                                                     | OTHER | | | 0
                    """)
    void url_saysWhichDatabase(String url, String system, String namespace, String address, int port) {
        assertThat(JdbcUrl.parse(url))
                .isEqualTo(new Database(DatabaseSystem.valueOf(system), namespace, address, port));
    }

    @Test
    void noUrl_isAnUnknownDatabase() {
        assertThat(JdbcUrl.parse(null)).isEqualTo(Database.UNKNOWN);
    }

    @Property
    void anything_isReadWithoutAThrow(@ForAll DatabaseSystem system, @ForAll String rest) {
        String name = system.name().toLowerCase(Locale.ROOT).replace("_", "");
        assertThat(JdbcUrl.parse("jdbc:" + name + ":" + rest)).isNotNull();
        assertThat(JdbcUrl.parse("jdbc:" + name + "://" + rest)).isNotNull();
        assertThat(JdbcUrl.parse(rest)).isNotNull();
    }

    @Test
    void statusCode_isWhatUsersOfTheDatabaseKnowItBy() {
        SQLException failure = new SQLException("no", "42000", 942);
        assertThat(DatabaseSystem.POSTGRESQL.statusCode(failure)).isEqualTo("42000");
        assertThat(DatabaseSystem.MYSQL.statusCode(failure)).isEqualTo("942");
        assertThat(DatabaseSystem.SQL_SERVER.statusCode(failure)).isEqualTo("942");
        assertThat(DatabaseSystem.ORACLE.statusCode(failure)).isEqualTo("ORA-00942");
        assertThat(DatabaseSystem.MARIADB.statusCode(new SQLException("no", "08000")))
                .isEqualTo("08000");
    }

    @Test
    void name_isTheMostThatIsKnown() {
        assertThat(JdbcUrl.parse("jdbc:postgresql://db/shop").name()).isEqualTo("shop");
        assertThat(JdbcUrl.parse("jdbc:postgresql://db").name()).isEqualTo("db:5432");
        assertThat(Database.UNKNOWN.name()).isEqualTo("other_sql");
    }
}
