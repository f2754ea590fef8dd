package dev.clew.instrumentation.jdbc.database;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads what stands behind {@code user/password@}: {@code //host:port/service}, {@code host:port:sid} or {@code
 * (DESCRIPTION=...)}. A name out of tnsnames.ora says nothing of a server.
 */
final class OracleUrl {
    private OracleUrl() {}

    static Database parse(String rest) {
        int parameters = JdbcUrl.endOf(rest, "?");
        int at = rest.lastIndexOf('@', parameters);
        if (at < 0 || at >= parameters) {
            return new Database(DatabaseSystem.ORACLE, null, null, 0);
        }
        String target = rest.substring(at + 1, parameters);
        return target.startsWith("(") ? description(target) : address(target);
    }

    private static Database address(String target) {
        int slashes = target.indexOf("//");
        String server = slashes < 0 ? target : target.substring(slashes + 2);
        int slash = server.indexOf('/');
        if (slash >= 0) {
            String service = server.substring(slash + 1);
            return HostAndPort.parse(server.substring(0, slash))
                    .database(DatabaseSystem.ORACLE, JdbcUrl.name(service.substring(0, JdbcUrl.endOf(service, ":/"))));
        }
        int sid = server.lastIndexOf(':');
        if (sid > server.indexOf(':')) {
            return HostAndPort.parse(server.substring(0, sid))
                    .database(DatabaseSystem.ORACLE, JdbcUrl.name(server.substring(sid + 1)));
        }
        return sid < 0
                ? new Database(DatabaseSystem.ORACLE, null, null, 0)
                : HostAndPort.parse(server).database(DatabaseSystem.ORACLE, null);
    }

    private static Database description(String target) {
        String spaceless = target.replaceAll("\\s", "");
        String upper = spaceless.toUpperCase(Locale.ROOT);
        String service = value(spaceless, upper, "(SERVICE_NAME=");
        String name = service == null ? value(spaceless, upper, "(SID=") : service;
        String host = value(spaceless, upper, "(HOST=");
        String port = value(spaceless, upper, "(PORT=");
        boolean one = upper.indexOf("(HOST=") == upper.lastIndexOf("(HOST=");
        HostAndPort server =
                HostAndPort.parse(host == null || !one ? "" : bracketed(host) + (port == null ? "" : ":" + port));
        return server.database(DatabaseSystem.ORACLE, name);
    }

    private static String bracketed(String host) {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    private static @Nullable String value(String text, String upper, String key) {
        int start = upper.indexOf(key);
        int end = start < 0 ? -1 : text.indexOf(')', start);
        return end < 0 ? null : JdbcUrl.name(text.substring(start + key.length(), end));
    }
}
