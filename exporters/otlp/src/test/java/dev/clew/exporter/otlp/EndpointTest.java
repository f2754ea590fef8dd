package dev.clew.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "http://host:4318, http://host:4318/v1/traces",
        "http://host:4318/, http://host:4318/v1/traces",
        "https://host/otlp, https://host/otlp/v1/traces",
        "https://host/otlp/, https://host/otlp/v1/traces",
        "http://[::1]:4318, http://[::1]:4318/v1/traces",
    })
    void parseBase_appendsThePathOfTraces(String base, String expected) {
        assertThat(Endpoint.parseBase(base)).hasToString(expected);
    }

    @Test
    void parse_usesTheUrlAsItIs() {
        assertThat(Endpoint.parse("https://host/otlp/")).hasToString("https://host/otlp/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:4318",
                "http://LOCALHOST",
                "http://127.0.0.1",
                "http://127.1.2.3",
                "http://[::1]:1"
            })
    void isLoopback_ofThisMachine(String url) {
        assertThat(Endpoint.isLoopback(URI.create(url))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost.example.com", "http://127.example.com", "http://10.0.0.1", "http://[::2]"})
    void isLoopback_notOfAnother(String url) {
        assertThat(Endpoint.isLoopback(URI.create(url))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "http://host/path, http://host/path",
        "http://user:secret@host/path, http://***@host/path",
        "http://user:sec/ret@host, http://***@host",
        "http://user:sec?ret@host, http://***@host",
        "http://user:sec@ret@host, http://***@host",
        "user:secret@host:4318, ***@host:4318",
        "http://host/?key=secret, http://host/?***",
    })
    void redact_leavesNoCredential(String url, String shown) {
        assertThat(Endpoint.redact(url)).isEqualTo(shown);
    }
}
