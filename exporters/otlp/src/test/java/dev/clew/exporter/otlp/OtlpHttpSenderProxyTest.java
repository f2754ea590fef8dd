package dev.clew.exporter.otlp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.export.SendResult;
import dev.clew.sdk.export.SendResult.Outcome;
import dev.clew.sdk.export.TestBatches;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a proxy hears that stands between the sender and its receiver. The host does not exist: nobody may look it up. */
@Timeout(30)
class OtlpHttpSenderProxyTest {
    private final ProxySelector before = ProxySelector.getDefault();
    private final CompletableFuture<String> heard = new CompletableFuture<>();

    @AfterEach
    void restore() {
        ProxySelector.setDefault(before);
    }

    @Test
    void httpProxy_isToldTheWholeUrl() throws Exception {
        try (FaultyPeer proxy = new FaultyPeer(connection -> {
            heard.complete(line(connection.getInputStream()));
            FaultyPeer.readHead(connection.getInputStream());
            connection.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1));
        })) {
            use(Proxy.Type.HTTP, proxy);

            assertThat(send("http://backend.invalid:4318/v1/traces").outcome()).isEqualTo(Outcome.DELIVERED);
            assertThat(heard.get(20, TimeUnit.SECONDS))
                    .isEqualTo("POST http://backend.invalid:4318/v1/traces HTTP/1.1");
        }
    }

    @Test
    void httpProxy_isAskedForATunnelWhereTlsIsSpoken() throws Exception {
        CompletableFuture<Integer> first = new CompletableFuture<>();
        try (FaultyPeer proxy = new FaultyPeer(connection -> {
            heard.complete(line(connection.getInputStream()));
            FaultyPeer.readHead(connection.getInputStream());
            connection.getOutputStream().write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(ISO_8859_1));
            first.complete(connection.getInputStream().read());
            connection.close();
        })) {
            use(Proxy.Type.HTTP, proxy);

            assertThat(send("https://backend.invalid/v1/traces").message())
                    .startsWith("no secure connection to https://");
            assertThat(heard.get(20, TimeUnit.SECONDS)).isEqualTo("CONNECT backend.invalid:443 HTTP/1.1");
            assertThat(first.get(20, TimeUnit.SECONDS))
                    .as("TLS's record of a handshake")
                    .isEqualTo(22);
        }
    }

    @Test
    void httpProxy_thatMakesNoTunnelIsForRetryInWords() throws Exception {
        try (FaultyPeer proxy = FaultyPeer.saying("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")) {
            use(Proxy.Type.HTTP, proxy);

            SendResult result = send("https://backend.invalid/v1/traces");

            assertThat(result.outcome()).isEqualTo(Outcome.RETRY);
            assertThat(result.message()).endsWith(": the proxy answers CONNECT with status 407");
        }
    }

    @Test
    void socksProxy_isAskedForTheHostByName() throws Exception {
        try (FaultyPeer proxy = new FaultyPeer(connection -> heard.complete(socks5(connection)))) {
            use(Proxy.Type.SOCKS, proxy);

            assertThat(send("http://backend.invalid:4318/v1/traces").outcome()).isEqualTo(Outcome.RETRY);
            assertThat(heard.get(20, TimeUnit.SECONDS)).isEqualTo("backend.invalid");
        }
    }

    /** Plays SOCKS 5 up to the request, whose name it returns, and refuses it. */
    private static String socks5(Socket connection) throws IOException {
        InputStream in = connection.getInputStream();
        in.read(); // version
        in.readNBytes(in.read()); // ways to authenticate
        connection.getOutputStream().write(new byte[] {5, 0});
        in.readNBytes(4); // version, CONNECT, reserved, "a name follows"
        String name = new String(in.readNBytes(in.read()), ISO_8859_1);
        connection.getOutputStream().write(new byte[] {5, 5, 0, 1, 0, 0, 0, 0, 0, 0});
        connection.close();
        return name;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\r'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    private static void use(Proxy.Type type, FaultyPeer peer) {
        URI url = peer.url("http");
        Proxy proxy = new Proxy(type, new InetSocketAddress(url.getHost(), url.getPort()));
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(proxy);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        });
    }

    private static SendResult send(String url) throws Exception {
        try (OtlpHttpSender sender =
                OtlpHttpSender.builder().setEndpoint(URI.create(url)).build()) {
            return sender.send(TestBatches.ofSpans(1)).get(25, TimeUnit.SECONDS);
        }
    }
}
