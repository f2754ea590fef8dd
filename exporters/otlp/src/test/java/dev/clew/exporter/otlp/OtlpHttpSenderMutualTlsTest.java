package dev.clew.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.clew.sdk.export.BatchSender;
import dev.clew.sdk.export.SendResult;
import dev.clew.sdk.export.SendResult.Outcome;
import dev.clew.sdk.export.TestBatches;
import dev.clew.sdk.settings.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that wants to know who sends, and files in PEM that say so. */
@Timeout(60)
class OtlpHttpSenderMutualTlsTest {
    private static final String PREFIX = "OTEL_EXPORTER_OTLP_";

    @TempDir
    private static Path folder = Path.of("");

    private static final List<String> CLIENTS = new CopyOnWriteArrayList<>();
    private static PemFiles serverFiles;
    private static PemFiles clientFiles;
    private static HttpsServer server;

    @BeforeAll
    static void start() throws Exception {
        serverFiles = PemFiles.make(folder, "server", "EC");
        clientFiles = PemFiles.make(folder, "client", "EC");
        SSLContext context = PemTls.context(
                PemTls.identity(serverFiles.key(), List.of(serverFiles.certificate())),
                PemTls.trust(clientFiles.certificateFile().toString()));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters tls = context.getDefaultSSLParameters();
                tls.setNeedClientAuth(true);
                parameters.setSSLParameters(tls);
            }
        });
        server.createContext("/v1/traces", exchange -> {
            CLIENTS.add(((com.sun.net.httpserver.HttpsExchange) exchange)
                    .getSSLSession()
                    .getPeerPrincipal()
                    .getName());
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @BeforeEach
    void forget() {
        CLIENTS.clear();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "TRACES_, ''", "'', TRACES_"})
    void https_showsTheClientsCertificateAndTrustsTheServers(String ofTrust, String ofClient) throws Exception {
        Map<String, String> environment = new HashMap<>();
        environment.put(
                PREFIX + ofTrust + "CERTIFICATE", serverFiles.certificateFile().toString());
        environment.put(PREFIX + ofClient + "CLIENT_KEY", clientFiles.keyFile().toString());
        environment.put(
                PREFIX + ofClient + "CLIENT_CERTIFICATE",
                clientFiles.certificateFile().toString());

        assertThat(send(environment)).isEqualTo(SendResult.delivered());
        assertThat(CLIENTS).containsExactly("CN=client");
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    void https_withoutOneOfTheTwoDeliversNothing(boolean trusts, boolean shows) throws Exception {
        Map<String, String> environment = new HashMap<>();
        if (trusts) {
            environment.put(
                    PREFIX + "CERTIFICATE", serverFiles.certificateFile().toString());
        }
        if (shows) {
            environment.put(PREFIX + "CLIENT_KEY", clientFiles.keyFile().toString());
            environment.put(
                    PREFIX + "CLIENT_CERTIFICATE", clientFiles.certificateFile().toString());
        }

        assertThat(send(environment).outcome()).isEqualTo(Outcome.RETRY);
        assertThat(CLIENTS).isEmpty();
    }

    private SendResult send(Map<String, String> environment) throws Exception {
        environment.put(
                PREFIX + "ENDPOINT", "https://localhost:" + server.getAddress().getPort());
        try (BatchSender sender = new OtlpSenderProvider().create(Settings.of(new Properties(), environment))) {
            return sender.send(TestBatches.ofSpans(3)).get(20, TimeUnit.SECONDS);
        }
    }
}
