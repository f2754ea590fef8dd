package dev.clew.instrumentation.jdbc.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Reads the database out of a JDBC URL: its system, server and name. Everything else, where users and passwords are, is passed
 * over, and what does not look like a host, a port or a name counts as none.
 */
public final class JdbcUrl {
    private static final String PREFIX = "jdbc:";

    private JdbcUrl() {}

    /** The database; {@link Database#UNKNOWN} when it is null, or no JDBC URL. Never throws. */
    public static Database parse(@Nullable String url) {
        if (url == null || !url.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
            return Database.UNKNOWN;
        }
        int colon = url.indexOf(':', PREFIX.length());
        if (colon < 0) {
            return Database.UNKNOWN;
        }
        DatabaseSystem system = DatabaseSystem.ofSubprotocol(url.substring(PREFIX.length(), colon));
        String rest = url.substring(colon + 1);
        return switch (system) {
            case H2 -> h2(rest);
            case SQL_SERVER -> SqlServerUrl.parse(rest);
            case ORACLE -> OracleUrl.parse(rest);
            default -> common(system, rest);
        };
    }

    /** {@code //user:password@host:port/database?parameters}, or for PostgreSQL the database alone. */
    private static Database common(DatabaseSystem system, String rest) {
        String path = rest.substring(0, endOf(rest, "?;#&"));
        int slashes = path.indexOf("//");
        if (slashes < 0) {
            String name = system == DatabaseSystem.POSTGRESQL ? databaseName(path) : null;
            return onServer(system, "", name);
        }
        String hosts = path.substring(Math.max(slashes + 2, path.lastIndexOf('@') + 1));
        int slash = hosts.indexOf('/');
        return slash < 0
                ? onServer(system, hosts, null)
                : onServer(system, hosts.substring(0, slash), databaseName(hosts.substring(slash + 1)));
    }

    private static Database onServer(DatabaseSystem system, String authority, @Nullable String name) {
        boolean localByDefault = switch (system) {
            case POSTGRESQL, MYSQL, MARIADB -> true;
            default -> false;
        };
        HostAndPort server = HostAndPort.parse(authority.isEmpty() && localByDefault ? "localhost" : authority);
        return server.database(system, name);
    }

    /** {@code mem:name}, {@code ~/path/name} or {@code tcp://host:port/~/path/name}, and settings behind a semicolon. */
    private static Database h2(String rest) {
        String path = rest.substring(0, endOf(rest, ";"));
        int nameStart = 1 + Math.max(path.lastIndexOf('/'), Math.max(path.lastIndexOf(':'), path.lastIndexOf('\\')));
        String name = name(path.substring(nameStart));
        if (path.startsWith("tcp://") || path.startsWith("ssl://")) {
            String hosts = path.substring("tcp://".length());
            return HostAndPort.parse(hosts.substring(0, endOf(hosts, "/"))).database(DatabaseSystem.H2, name);
        }
        return new Database(DatabaseSystem.H2, name, null, 0);
    }

    /** DB2 has its properties behind a colon. */
    private static @Nullable String databaseName(String encoded) {
        String name = encoded.substring(0, endOf(encoded, ":"));
        try {
            return name(URLDecoder.decode(name, UTF_8));
        } catch (IllegalArgumentException notEncoded) {
            return name(name);
        }
    }

    /** Null for what could be something else than a name. */
    static @Nullable String name(String text) {
        return text.isEmpty() || endOf(text, "=@(){};?&") < text.length() ? null : text;
    }

    /** The index of the first of the characters, or the length. */
    static int endOf(String text, String characters) {
        int end = 0;
        while (end < text.length() && characters.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
