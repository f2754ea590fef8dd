package dev.clew.instrumentation.jdbc.database;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code //host\instance:port;databaseName=name;...}, where any part may be among the properties, in any order. */
final class SqlServerUrl {
    private String host = "";
    private String port = "";
    private String instance = "";
    private String database = "";

    private SqlServerUrl() {}

    static Database parse(String rest) {
        SqlServerUrl url = new SqlServerUrl();
        int semicolon = JdbcUrl.endOf(rest, ";");
        url.readServer(rest.startsWith("//") ? rest.substring(2, Math.max(2, semicolon)) : "");
        url.readProperties(rest, semicolon);
        HostAndPort server = HostAndPort.parse(url.port.isEmpty() ? url.host : url.host + ":" + url.port);
        return server.database(DatabaseSystem.SQL_SERVER, url.namespace());
    }

    private @Nullable String namespace() {
        String instanceName = JdbcUrl.name(instance);
        String databaseName = JdbcUrl.name(database);
        if (instanceName == null) {
            return databaseName;
        }
        return databaseName == null ? instanceName : instanceName + "|" + databaseName;
    }

    private void readServer(String server) {
        int hostEnd = JdbcUrl.endOf(server, "\\:");
        host = server.substring(0, hostEnd);
        int colon = server.indexOf(':', hostEnd);
        port = colon < 0 ? "" : server.substring(colon + 1);
        if (hostEnd < server.length() && server.charAt(hostEnd) == '\\') {
            instance = server.substring(hostEnd + 1, colon < 0 ? server.length() : colon);
        }
    }

    private void readProperties(String rest, int from) {
        int at = from;
        while (at < rest.length()) {
            int equals = rest.indexOf('=', at);
            if (equals < 0) {
                return;
            }
            String key = rest.substring(at, equals).replace(";", "").strip();
            int end = valueEnd(rest, equals + 1);
            property(
                    key.toLowerCase(Locale.ROOT),
                    rest.substring(equals + 1, end).strip());
            at = end;
        }
    }

    /** A value in braces may hold semicolons. */
    private static int valueEnd(String rest, int from) {
        int at = from;
        if (at < rest.length() && rest.charAt(at) == '{') {
            int brace = rest.indexOf('}', at);
            while (brace >= 0 && brace + 1 < rest.length() && rest.charAt(brace + 1) == '}') {
                brace = rest.indexOf('}', brace + 2);
            }
            at = brace < 0 ? rest.length() : brace;
        }
        int semicolon = rest.indexOf(';', at);
        return semicolon < 0 ? rest.length() : semicolon;
    }

    private void property(String key, String value) {
        switch (key) {
            case "databasename", "database" -> database = value;
            case "servername", "server" -> host = value;
            case "portnumber", "port" -> port = value;
            case "instancename" -> instance = value;
            default -> {}
        }
    }
}
