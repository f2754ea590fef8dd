package dev.clew.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clew.sdk.export.BatchSender;
import dev.clew.sdk.export.BatchSenderProvider;
import dev.clew.sdk.export.SendResult;
import dev.clew.sdk.export.SendResult.Outcome;
import dev.clew.sdk.export.TestBatches;
import dev.clew.sdk.settings.SettingException;
import dev.clew.sdk.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class OtlpSenderProviderTest {
    private static final String GENERIC = "OTEL_EXPORTER_OTLP_";
    private static final String TRACES = "OTEL_EXPORTER_OTLP_TRACES_";
    private static final String DEFAULT = "OTLP/HTTP to http://localhost:4318/v1/traces";

    @Test
    void name_isWhatTheEnvironmentChoosesItBy() {
        assertThat(ServiceLoader.load(BatchSenderProvider.class))
                .extracting(BatchSenderProvider::name)
                .containsExactly("otlp");
    }

    @Test
    void create_withoutSettingsTakesTheDefaults() {
        assertThat(describe(Map.of())).isEqualTo(DEFAULT);
    }

    @Test
    void create_appendsThePathToTheEndpointOfAllSignals() {
        assertThat(describe(Map.of(GENERIC + "ENDPOINT", "https://host/otlp")))
                .isEqualTo("OTLP/HTTP to https://host/otlp/v1/traces");
    }

    @Test
    void create_endpointOfTracesWinsAndIsUsedAsItIs() {
        assertThat(describe(Map.of(GENERIC + "ENDPOINT", "https://host", TRACES + "ENDPOINT", "https://other/here")))
                .isEqualTo("OTLP/HTTP to https://other/here");
    }

    @Test
    void create_headersAndCompressionReachTheReceiver() throws Exception {
        try (LoopbackReceiver receiver = new LoopbackReceiver()) {
            send(Map.of(
                    GENERIC + "ENDPOINT", receiver.url("").toString(),
                    GENERIC + "HEADERS", "api-key=generic,other=1",
                    TRACES + "HEADERS", "api-key=of%20traces",
                    GENERIC + "COMPRESSION", "none",
                    TRACES + "COMPRESSION", "GZIP"));

            LoopbackReceiver.Received request = receiver.received().get(0);
            assertThat(request.path()).hasToString("/v1/traces");
            assertThat(request.headers())
                    .containsEntry("Api-key", List.of("of traces"))
                    .containsEntry("Content-encoding", List.of("gzip"))
                    .doesNotContainKey("Other");
        }
    }

    @Test
    void create_timeoutOfTracesWins() throws Exception {
        try (FaultyPeer silent = FaultyPeer.silent();
                BatchSender sender = create(Map.of(
                        GENERIC + "ENDPOINT", silent.url("http").toString(),
                        GENERIC + "TIMEOUT", "60000",
                        TRACES + "TIMEOUT", "70"))) {
            SendResult result = sender.send(TestBatches.ofSpans(1)).get(20, TimeUnit.SECONDS);

            assertThat(result.message()).endsWith("within 70 ms");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ENDPOINT, localhost:4318, an http or https URL",
        "ENDPOINT, http://a b, an http or https URL",
        "PROTOCOL, grpc, 'http/protobuf, or have opentelemetry-exporter-otlp on the class path, which speaks grpc'",
        "PROTOCOL, http/json, http/protobuf",
        "TIMEOUT, 10s, a whole number of milliseconds",
        "TIMEOUT, -1, a whole number of milliseconds",
        "COMPRESSION, zstd, gzip or none",
        "COMPRESSION, gzpi, gzip or none (nearest: gzip)",
        "PROTOCOL, http/protobof, 'http/protobuf, the protocol that this exporter speaks, or grpc (nearest: http/protobuf)'",
        "CERTIFICATE, /no/such/file, a file with certificates in PEM that can be read (NoSuchFileException)",
    })
    void create_badValueWarnsAndTakesTheDefaultOrThrowsWhenStrict(String name, String value, String expected) {
        for (String prefix : List.of(GENERIC, TRACES)) {
            String key = prefix + name;

            List<String> logged =
                    logOf(() -> assertThat(describe(Map.of(key, value))).isEqualTo(DEFAULT));

            assertThat(logged)
                    .singleElement()
                    .asString()
                    .startsWith(key + " must be " + expected)
                    .contains(key + "=" + value);
            assertThatExceptionOfType(SettingException.class)
                    .isThrownBy(() -> create(Map.of(key, value, "OTEL_JAVA_CLEW_STRICT", "true")))
                    .withMessageContaining(key + "=" + value);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HEADERS | secret | HEADERS=***",
                "HEADERS | a=1,secret:b | HEADERS=***",
                "ENDPOINT | https://user:secret@host | ENDPOINT=https://***@host",
                "ENDPOINT | https://user:secret @host | ENDPOINT=https://***@host",
                "ENDPOINT | https://host?key=secret | ENDPOINT=https://host?***",
            })
    void create_badValueWithACredentialIsLoggedWithoutIt(String name, String value, String shown) {
        String key = GENERIC + name;

        List<String> logged =
                logOf(() -> assertThat(describe(Map.of(key, value))).isEqualTo(DEFAULT));

        assertThat(logged).singleElement().asString().contains(GENERIC + shown).doesNotContain("secret");
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> create(Map.of(key, value, "OTEL_JAVA_CLEW_STRICT", "true")))
                .withMessageNotContaining("secret")
                .withNoCause();
    }

    @ParameterizedTest
    @CsvSource({"grpc, false", "GRPC, false", "http/protobuf, true", "'', true", "http/json, true"})
    void canDo_everythingButGrpc(String protocol, boolean expected) {
        Settings settings = Settings.of(new Properties(), Map.of(GENERIC + "PROTOCOL", protocol));

        assertThat(new OtlpSenderProvider().canDo(settings)).isEqualTo(expected);
    }

    @Test
    void create_withoutRetryGivesABatchUpAfterTheFirstFailure() throws Exception {
        try (LoopbackReceiver receiver = new LoopbackReceiver()) {
            receiver.reply(503, "away", Map.of());
            Map<String, String> environment = new HashMap<>();
            environment.put(GENERIC + "ENDPOINT", receiver.url("").toString());
            try (BatchSender patient = create(environment)) {
                assertThat(patient.send(TestBatches.ofSpans(1))
                                .get(20, TimeUnit.SECONDS)
                                .outcome())
                        .isEqualTo(Outcome.RETRY);
            }
            environment.put("OTEL_JAVA_EXPORTER_OTLP_RETRY_DISABLED", "true");
            try (BatchSender once = create(environment)) {
                SendResult result = once.send(TestBatches.ofSpans(1)).get(20, TimeUnit.SECONDS);

                assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
                assertThat(result.message()).contains("503").endsWith("; retry is disabled");
                assertThat(once).asString().endsWith(", without retry");
            }
        }
    }

    @Test
    void describe_saysEverythingButTheValuesOfHeaders() {
        try (BatchSender sender =
                create(Map.of(GENERIC + "HEADERS", "api-key=secret,tenant=secret", GENERIC + "TIMEOUT", "0"))) {
            assertThat(sender.describe())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "endpoint", "http://localhost:4318/v1/traces",
                            "protocol", "http/protobuf",
                            "compression", "none",
                            "timeout", "unlimited",
                            "headers", "api-key=***,tenant=***"));
        }
    }

    @ParameterizedTest
    @CsvSource({"CLIENT_KEY, CLIENT_CERTIFICATE", "CLIENT_CERTIFICATE, CLIENT_KEY"})
    void create_clientKeyAndCertificateNeedEachOther(String set, String missing) {
        List<String> logged = logOf(
                () -> assertThat(describe(Map.of(GENERIC + set, "/some/file"))).isEqualTo(DEFAULT));

        assertThat(logged)
                .containsExactly(GENERIC + set + " must be set together with " + GENERIC + missing + ": " + GENERIC
                        + set + "=/some/file; no client certificate is shown");
    }

    @Test
    void create_goodValuesLogNothing() {
        Map<String, String> all = new HashMap<>();
        all.put(GENERIC + "PROTOCOL", "http/protobuf");
        all.put(GENERIC + "TIMEOUT", "0");
        all.put(GENERIC + "COMPRESSION", "none");
        all.put(GENERIC + "HEADERS", "authorization=Bearer%20secret");

        assertThat(logOf(() -> assertThat(describe(all)).isEqualTo(DEFAULT))).isEmpty();
    }

    private static BatchSender create(Map<String, String> environment) {
        return new OtlpSenderProvider().create(Settings.of(new Properties(), environment));
    }

    private static String describe(Map<String, String> environment) {
        try (BatchSender sender = create(environment)) {
            return sender.toString();
        }
    }

    private static void send(Map<String, String> environment) throws Exception {
        try (BatchSender sender = create(environment)) {
            assertThat(sender.send(TestBatches.ofSpans(1)).get(20, TimeUnit.SECONDS))
                    .isEqualTo(SendResult.delivered().withHttpStatus(200));
        }
    }

    /** What the settings log while the action runs. */
    private static List<String> logOf(Runnable action) {
        List<String> messages = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                messages.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(Settings.class.getName());
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try {
            action.run();
        } finally {
            logger.setUseParentHandlers(true);
            logger.removeHandler(handler);
        }
        return messages;
    }
}
