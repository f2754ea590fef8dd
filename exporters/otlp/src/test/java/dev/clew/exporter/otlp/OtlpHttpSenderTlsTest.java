package dev.clew.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.clew.sdk.export.SendResult;
import dev.clew.sdk.export.SendResult.Outcome;
import dev.clew.sdk.export.TestBatches;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Over TLS, with a certificate that the JDK's keytool makes for the occasion. */
@Timeout(60)
class OtlpHttpSenderTlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void https_sendsToWhomTheProcessTrustsAndToNobodyElse() throws Exception {
        SSLContext trusting = selfSigned();
        List<byte[]> received = new CopyOnWriteArrayList<>();
        HttpsServer server = start(trusting, received);
        try {
            SendResult untrusted = send(server);
            SSLContext before = SSLContext.getDefault();
            SSLContext.setDefault(trusting);
            SendResult trusted;
            try {
                trusted = send(server);
            } finally {
                SSLContext.setDefault(before);
            }

            assertThat(untrusted.outcome()).isEqualTo(Outcome.RETRY);
            assertThat(untrusted.message()).startsWith("no secure connection to https://localhost:");
            assertThat(trusted).isEqualTo(SendResult.delivered().withHttpStatus(200));
            assertThat(received).containsExactly(TestBatches.request(3).toByteArray());
        } finally {
            server.stop(0);
        }
    }

    private static SendResult send(HttpsServer server) throws Exception {
        URI url = URI.create("https://localhost:" + server.getAddress().getPort() + "/v1/traces");
        try (OtlpHttpSender sender = OtlpHttpSender.builder().setEndpoint(url).build()) {
            return sender.send(TestBatches.ofSpans(3)).get(20, TimeUnit.SECONDS);
        }
    }

    private static HttpsServer start(SSLContext identity, List<byte[]> received) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setHttpsConfigurator(new HttpsConfigurator(identity));
        server.createContext("/v1/traces", exchange -> {
            received.add(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    /** A context that shows a new certificate for localhost, and trusts only that one. */
    private SSLContext selfSigned() throws Exception {
        Path file = folder.resolve("localhost.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "localhost",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();

        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("localhost", store.getCertificate("localhost"));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
