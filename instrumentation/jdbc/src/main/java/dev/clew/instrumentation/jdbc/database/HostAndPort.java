package dev.clew.instrumentation.jdbc.database;

import org.jspecify.annotations.Nullable;

/**
 * A server.
 *
 * @param host null when there is none, or not just one
 * @param port 0 when there is none
 */
record HostAndPort(@Nullable String host, int port) {
    private static final HostAndPort NONE = new HostAndPort(null, 0);
    private static final int MAX_PORT = 65_535;
    private static final int MAX_PORT_DIGITS = 5;

    /** Reads {@code host}, {@code host:port} or {@code [address]:port}. Of several servers, who knows which one it is. */
    static HostAndPort parse(String authority) {
        boolean inBrackets = authority.startsWith("[");
        int hostEnd = inBrackets ? authority.indexOf(']') + 1 : JdbcUrl.endOf(authority, ":");
        String host = inBrackets && hostEnd > 0 ? authority.substring(1, hostEnd - 1) : authority.substring(0, hostEnd);
        String rest = authority.substring(hostEnd);
        if (host.isEmpty() || !isHost(host, inBrackets)) {
            return NONE;
        }
        if (rest.isEmpty()) {
            return new HostAndPort(host, 0);
        }
        int port = rest.charAt(0) == ':' ? port(rest.substring(1)) : 0;
        return port == 0 ? NONE : new HostAndPort(host, port);
    }

    /** The number, or 0 when it is no port. */
    static int port(String digits) {
        if (digits.isEmpty() || digits.length() > MAX_PORT_DIGITS) {
            return 0;
        }
        int port = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            port = 10 * port + (c - '0');
        }
        return port > MAX_PORT ? 0 : port;
    }

    /** The database of that name on this server, at the port that its system has unless there is another. */
    Database database(DatabaseSystem system, @Nullable String name) {
        return new Database(system, name, host, host != null && port == 0 ? system.defaultPort() : port);
    }

    private static boolean isHost(String host, boolean inBrackets) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean good = Character.isLetterOrDigit(c) || ".-_".indexOf(c) >= 0 || (inBrackets && c == ':');
            if (!good) {
                return false;
            }
        }
        return true;
    }
}
