package dev.clew.exporter.otlp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Where a sender's connections lead, and how: directly or through the proxy that the process has for the endpoint, with TLS or
 * without.
 *
 * @param timeout of a whole request, which connecting is part of; zero is none
 * @param sslContext null for the process's own
 */
record Route(URI endpoint, Duration timeout, @Nullable SSLContext sslContext) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    boolean isSecure() {
        return "https".equalsIgnoreCase(endpoint.getScheme());
    }

    /** The port that requests go to, also where the URL leaves it out. */
    int port() {
        if (endpoint.getPort() >= 0) {
            return endpoint.getPort();
        }
        return isSecure() ? HTTPS_PORT : HTTP_PORT;
    }

    /** The host's name or address; an IPv6 address without its brackets. */
    String host() {
        String host = endpoint.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** What {@code Host} and {@code CONNECT} name: the host as it is written in the URL, and the port where it is not the scheme's. */
    String authority() {
        return endpoint.getPort() < 0 ? endpoint.getHost() : endpoint.getHost() + ":" + endpoint.getPort();
    }

    /** The proxy that the process has for this endpoint, by {@link ProxySelector#getDefault}; its first choice only. */
    Proxy proxy() {
        ProxySelector selector = ProxySelector.getDefault();
        List<Proxy> choice = selector == null ? List.of() : selector.select(endpoint);
        return choice.isEmpty() ? Proxy.NO_PROXY : choice.get(0);
    }

    /** The addresses to try, in this order. A SOCKS proxy is asked to look up the host itself. */
    List<InetSocketAddress> addresses(Proxy proxy) throws UnknownHostException {
        if (proxy.type() == Proxy.Type.SOCKS) {
            return List.of(InetSocketAddress.createUnresolved(host(), port()));
        }
        String host = host();
        int port = port();
        if (proxy.type() == Proxy.Type.HTTP && proxy.address() instanceof InetSocketAddress) {
            InetSocketAddress address = (InetSocketAddress) proxy.address();
            host = address.getHostString();
            port = address.getPort();
        }
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (InetAddress address : InetAddress.getAllByName(host)) {
            addresses.add(new InetSocketAddress(address, port));
        }
        return addresses;
    }

    /** How long one of so many addresses may take to connect, in milliseconds, so that each of them gets its turn; 0 is no limit. */
    int connectMillis(int addresses) {
        if (timeout.isZero()) {
            return 0;
        }
        long millis =
                timeout.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofDays(1).toMillis() : timeout.toMillis();
        return (int) Math.max(1, millis / addresses);
    }

    SSLSocketFactory tls() {
        try {
            return (sslContext == null ? SSLContext.getDefault() : sslContext).getSocketFactory();
        } catch (NoSuchAlgorithmException noTls) {
            throw new IllegalStateException("this JVM has no TLS", noTls);
        }
    }
}
