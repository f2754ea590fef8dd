package dev.clew.instrumentation.okhttp;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.List;
import okhttp3.Connection;
import okhttp3.Handshake;
import org.jspecify.annotations.Nullable;

/** What an event of a phase says besides its duration: the names of the conventions where they have one. */
final class PhaseAttributes {
    private static final AttributeKey<Boolean> REUSED = booleanKey("clew.connection.reused");
    private static final AttributeKey<Long> BYTES = longKey("clew.bytes");
    private static final AttributeKey<String> PROXY = stringKey("clew.proxy");
    private static final AttributeKey<String> DNS_NAME = stringKey("dns.question.name");
    private static final AttributeKey<List<String>> DNS_ANSWERS = stringArrayKey("dns.answers");
    private static final AttributeKey<String> TLS_CIPHER = stringKey("tls.cipher");
    private static final AttributeKey<String> TLS_VERSION = stringKey("tls.protocol.version");
    private static final AttributeKey<String> PEER_ADDRESS = stringKey("network.peer.address");
    private static final AttributeKey<Long> PEER_PORT = longKey("network.peer.port");
    private static final AttributeKey<String> PROTOCOL = stringKey("network.protocol.version");
    private static final AttributeKey<Long> STATUS_CODE = longKey("http.response.status_code");
    private static final AttributeKey<String> URL = stringKey("url.full");
    private static final AttributeKey<String> EXCEPTION_TYPE = stringKey("exception.type");

    private static final int MOST_ANSWERS = 8;

    private PhaseAttributes() {}

    static Attributes of(List<Proxy> proxies) {
        return proxies.isEmpty()
                ? Attributes.empty()
                : Attributes.of(PROXY, proxies.get(0).toString());
    }

    static Attributes of(String name, List<InetAddress> answers) {
        List<String> addresses = answers.stream()
                .limit(MOST_ANSWERS)
                .map(InetAddress::getHostAddress)
                .toList();
        return Attributes.of(DNS_NAME, name, DNS_ANSWERS, addresses);
    }

    static Attributes of(@Nullable Handshake handshake) {
        return handshake == null
                ? Attributes.empty()
                : Attributes.of(
                        TLS_VERSION,
                        handshake.tlsVersion().javaName().replace("TLSv", ""),
                        TLS_CIPHER,
                        handshake.cipherSuite().javaName());
    }

    static Attributes of(InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        return ip == null
                ? Attributes.empty()
                : Attributes.of(PEER_ADDRESS, ip.getHostAddress(), PEER_PORT, (long) address.getPort());
    }

    static Attributes of(Connection connection, boolean reused) {
        String version = OkHttpAdapter.version(connection.protocol());
        return version == null ? Attributes.of(REUSED, reused) : Attributes.of(REUSED, reused, PROTOCOL, version);
    }

    static Attributes of(long bytes) {
        return Attributes.of(BYTES, bytes);
    }

    static Attributes of(int statusCode, String nextUrl) {
        return Attributes.of(STATUS_CODE, (long) statusCode, URL, nextUrl);
    }

    static Attributes of(Throwable failure) {
        return Attributes.of(EXCEPTION_TYPE, failure.getClass().getName());
    }
}
