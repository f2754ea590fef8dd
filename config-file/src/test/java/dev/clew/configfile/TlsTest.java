package dev.clew.configfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that {@code tls} names, towards a receiver that asks for a certificate. */
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    private final List<String> paths = new CopyOnWriteArrayList<>();
    private HttpsServer server;

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        KeyStore own = keyPair("server");
        KeyStore clients = keyPair("client");
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("client", clients.getCertificate("client"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters mutual = tls.getDefaultSSLParameters();
                mutual.setNeedClientAuth(true);
                parameters.setSSLParameters(mutual);
            }
        });
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                paths.add(exchange.getRequestURI().getPath());
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** A pair of the JDK's keytool, its certificate and its key beside it in PEM. */
    private KeyStore keyPair(String name) throws IOException, GeneralSecurityException {
        Path file = folder.resolve(name + ".p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String options =
                " -genkeypair -alias %s -keyalg EC -dname CN=%s -ext SAN=dns:localhost -storetype PKCS12 -storepass %s -keystore %s"
                        .formatted(name, name, new String(PASSWORD), file);
        Process made =
                new ProcessBuilder((keytool + options).split(" ")).inheritIO().start();
        assertThat(made.onExit().join().exitValue()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        writePem(name + ".crt", "CERTIFICATE", store.getCertificate(name).getEncoded());
        writePem(name + ".key", "PRIVATE KEY", store.getKey(name, PASSWORD).getEncoded());
        return store;
    }

    private void writePem(String name, String kind, byte[] content) throws IOException {
        String base64 = Base64.getMimeEncoder().encodeToString(content);
        Files.writeString(
                folder.resolve(name), "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n");
    }

    private boolean isSentWith(String tls) {
        String yaml = """
                file_format: "1.0"
                tracer_provider:
                  processors:
                    - simple:
                        exporter:
                          otlp_http:
                            endpoint: https://localhost:%d/v1/traces
                            tls: %s
                """.formatted(server.getAddress().getPort(), tls);
        try (Start start = Start.of(yaml)) {
            assertThat(start.warnings()).isEmpty();
            start.sdk().getTracer("t").spanBuilder("s").startSpan().end();
            return start.sdk().forceFlush().join(10, TimeUnit.SECONDS).isSuccess();
        }
    }

    @Test
    void theFilesAreTrustedAndShown() {
        assertThat(isSentWith("{ca_file: %1$s/server.crt, key_file: %1$s/client.key, cert_file: %1$s/client.crt}"
                        .formatted(folder)))
                .isTrue();
        assertThat(paths).containsExactly("/v1/traces");
    }
}
