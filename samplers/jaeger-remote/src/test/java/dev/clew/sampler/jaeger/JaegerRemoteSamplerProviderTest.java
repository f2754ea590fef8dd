package dev.clew.sampler.jaeger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.clew.sdk.settings.SettingException;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSamplerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JaegerRemoteSamplerProviderTest {
    private static Sampler sampler(String name, Map<String, String> values) {
        return ServiceLoader.load(ConfigurableSamplerProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .createSampler(new MapProperties(values));
    }

    @Test
    void samplers_areFoundByTheirNames() {
        try (Sampler alone = sampler("jaeger_remote", Map.of());
                Sampler based = sampler(
                        "parentbased_jaeger_remote",
                        Map.of(
                                "otel.service.name", "shop",
                                "otel.traces.sampler.arg", "initialSamplingRate=0.25,pollingIntervalMs=5000"))) {
            assertThat(alone.getDescription())
                    .isEqualTo("JaegerRemoteSampler{service=unknown_service:java,Probabilistic{0.001}}");
            assertThat(based.getDescription())
                    .startsWith("ParentBased{root:JaegerRemoteSampler{service=shop,Probabilistic{0.25}}");
        }
    }

    @Test
    void sampler_followsWhatThePortAnswers() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/sampling", exchange -> {
            byte[] body = "{\"strategyType\":\"RATE_LIMITING\",\"rateLimitingSampling\":{\"maxTracesPerSecond\":7}}"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        String argument = "endpoint=http://127.0.0.1:" + server.getAddress().getPort() + "/sampling";
        try (Sampler sampler = sampler("jaeger_remote", Map.of("otel.traces.sampler.arg", argument))) {
            await().untilAsserted(() -> assertThat(sampler.getDescription()).contains("RateLimiting{7.0/s}"));
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:5778, '', http://localhost:5778",
        "http://localhost:5778/sampling, '', http://localhost:5778/sampling",
        "http://collector/api/sampling, '', http://collector/api/sampling",
        "http://localhost:14250, '', gRPC http://localhost:14250",
        "https://collector, '', gRPC https://collector",
        "http://localhost:9999, HTTP, http://localhost:9999",
        "http://localhost:5778, grpc, gRPC http://localhost:5778"
    })
    void endpoint_saysTheProtocol(String url, String protocol, String endpoint) {
        assertThat(Endpoint.parse(url, protocol.isEmpty() ? null : protocol)).hasToString(endpoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:5778",
                "ftp://x",
                "http://",
                "http://u:p@h",
                "http://h?x=1",
                "http://h:0",
                "http://h:70000",
                " "
            })
    void endpoint_thatIsNoneIsRefused(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.parse(url, null))
                .withMessage("an http or https URL with a host and no user info, query or fragment, such as"
                        + " http://localhost:5778");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '%',
            value = {
                "endpint=http://a % each key must be one of endpoint, initialSamplingRate, pollingIntervalMs, protocol (nearest: endpoint)",
                "endpoint % each must be such a pair",
                "pollingIntervalMs=0 % pollingIntervalMs must be a whole number of milliseconds from 1",
                "pollingIntervalMs=1s % pollingIntervalMs must be a whole number of milliseconds from 1",
                "initialSamplingRate=1.5 % initialSamplingRate must be a number from 0 to 1",
                "protocol=thrift % endpoint and protocol must be grpc or http"
            })
    void argument_thatIsWrongIsRefusedByKey(String argument, String expected) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Argument.parse(argument))
                .withMessage("key=value pairs separated by commas, of which " + expected);
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> sampler(
                        "jaeger_remote", Map.of("otel.traces.sampler.arg", argument, "otel.java.clew.strict", "true")))
                .withMessageStartingWith("OTEL_TRACES_SAMPLER_ARG must be key=value pairs")
                .withMessageEndingWith(": OTEL_TRACES_SAMPLER_ARG=" + argument);
        try (Sampler sampler = sampler("jaeger_remote", Map.of("otel.traces.sampler.arg", argument))) {
            assertThat(sampler.getDescription()).contains("Probabilistic{0.001}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "endpoint=http://user:secret@jaeger:5778",
                "endpoint=http://user:a,secret@jaeger:5778",
                "endpoint=user:secret@jaeger:5778",
                "user:secret@jaeger",
                "endpoint=http://jaeger:5778?token=secret",
                "endpoint=jaeger:5778?token=secret",
                "http://jaeger#secret"
            })
    void argument_thatIsRefusedShowsNoCredentials(String argument) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> sampler(
                        "jaeger_remote", Map.of("otel.traces.sampler.arg", argument, "otel.java.clew.strict", "true")))
                .withMessageContaining("***")
                .withMessageNotContaining("secret");
    }

    @Test
    void builder_refusesWhatCannotBe() {
        JaegerRemoteSamplerBuilder builder = JaegerRemoteSampler.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.setInitialSamplingRate(Double.NaN))
                .withMessage("initialSamplingRate must be from 0 to 1: initialSamplingRate=NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.setPollingInterval(Duration.ZERO))
                .withMessage("pollingInterval must be from a millisecond to a year: pollingInterval=PT0S");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.setEndpoint(URI.create("file:///x")));
    }

    @Test
    void grpc_thatIsNotThereIsNamed() throws Exception {
        List<URL> withoutGrpc = new ArrayList<>();
        for (String entry : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(File.pathSeparator)) {
            if (!entry.contains("grpc")) {
                withoutGrpc.add(new File(entry).toURI().toURL());
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(withoutGrpc.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Object builder = loader.loadClass(JaegerRemoteSampler.class.getName())
                    .getMethod("builder")
                    .invoke(null);
            builder.getClass()
                    .getMethod("setEndpoint", URI.class)
                    .invoke(builder, URI.create("http://localhost:14250"));

            assertThatExceptionOfType(InvocationTargetException.class)
                    .isThrownBy(() -> builder.getClass().getMethod("build").invoke(builder))
                    .havingCause()
                    .isInstanceOf(IllegalStateException.class)
                    .withMessageStartingWith("gRPC must be on the class path to ask http://localhost:14250 for sampling"
                            + " strategies: add io.grpc:grpc-netty-shaded or grpc-okhttp, or ask Jaeger's HTTP port, such as"
                            + " http://localhost:5778 (java.lang.NoClassDefFoundError: io/grpc/");
        }
    }
}
