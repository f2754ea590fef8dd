package dev.clew.instrumentation.jdbc.database;

import dev.clew.instrumentation.jdbc.sql.Dialect;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The databases that the semantic conventions have a name for and whose SQL is known here, and {@link #OTHER}. */
public enum DatabaseSystem {
    POSTGRESQL("postgresql", 5432, Dialect.POSTGRESQL),
    H2("h2database", 9092, Dialect.H2),
    MYSQL("mysql", 3306, Dialect.MYSQL),
    MARIADB("mariadb", 3306, Dialect.MYSQL),
    SQL_SERVER("microsoft.sql_server", 1433, Dialect.SQL_SERVER),
    ORACLE("oracle.db", 1521, Dialect.ORACLE),
    DB2("ibm.db2", 50000, Dialect.STANDARD),
    DERBY("derby", 1527, Dialect.STANDARD),
    HSQLDB("hsqldb", 9001, Dialect.STANDARD),
    CLICKHOUSE("clickhouse", 8123, Dialect.UNKNOWN),
    SQLITE("sqlite", 0, Dialect.UNKNOWN),
    OTHER("other_sql", 0, Dialect.UNKNOWN);

    private final String semanticName;
    private final int defaultPort;
    private final Dialect dialect;

    DatabaseSystem(String semanticName, int defaultPort, Dialect dialect) {
        this.semanticName = semanticName;
        this.defaultPort = defaultPort;
        this.dialect = dialect;
    }

    /** The system that a URL's second part names, as {@code mysql} in {@code jdbc:mysql:}. */
    static DatabaseSystem ofSubprotocol(String subprotocol) {
        return switch (subprotocol.toLowerCase(Locale.ROOT)) {
            case "postgresql" -> POSTGRESQL;
            case "h2" -> H2;
            case "mysql", "mysql+srv" -> MYSQL;
            case "mariadb" -> MARIADB;
            case "sqlserver" -> SQL_SERVER;
            case "oracle" -> ORACLE;
            case "db2" -> DB2;
            case "derby" -> DERBY;
            case "hsqldb" -> HSQLDB;
            case "ch", "clickhouse" -> CLICKHOUSE;
            case "sqlite" -> SQLITE;
            default -> OTHER;
        };
    }

    /** The value of {@code db.system.name}. */
    public String semanticName() {
        return semanticName;
    }

    /** The port that is used where a URL names none; 0 when there is no such thing. */
    int defaultPort() {
        return defaultPort;
    }

    /** How its SQL is read. */
    public Dialect dialect() {
        return dialect;
    }

    /** The code that users of this database look errors up by: its own number where it has them, the SQLSTATE elsewhere. */
    public @Nullable String statusCode(SQLException error) {
        int code = error.getErrorCode();
        return switch (this) {
            case MYSQL, MARIADB, SQL_SERVER -> code == 0 ? error.getSQLState() : Integer.toString(code);
            case ORACLE -> code == 0 ? error.getSQLState() : oracleCode(code);
            default -> error.getSQLState();
        };
    }

    private static String oracleCode(int code) {
        String digits = Integer.toString(code);
        return "ORA-" + "0".repeat(Math.max(0, 5 - digits.length())) + digits;
    }
}
