package dev.clew.instrumentation.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedTest {
    private static final TextMapGetter<Map<String, String>> HEADERS = new TextMapGetter<>() {
        @Override
        @SuppressWarnings("deprecation") // still abstract in OpenTelemetry
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "for=192.0.2.60;proto=http;by=203.0.113.43 | 192.0.2.60",
                "For=\"[2001:db8:cafe::17]:4711\" | 2001:db8:cafe::17",
                "for=192.0.2.43, for=198.51.100.17 | 192.0.2.43",
                "proto=https; for=192.0.2.1 | 192.0.2.1",
            })
    void client_isReadFromForwarded(String header, String client) {
        assertThat(Forwarded.client(HEADERS, Map.of("Forwarded", header, "X-Forwarded-For", "203.0.113.1")))
                .isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"192.0.2.1, 10.0.0.1 | 192.0.2.1", "192.0.2.1:80 | 192.0.2.1", "2001:db8::1 | 2001:db8::1"})
    void client_isReadFromXForwardedFor(String header, String client) {
        assertThat(Forwarded.client(HEADERS, Map.of("X-Forwarded-For", header))).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"for=", "for", ";;=;", "for=[", ",", "for=unknown", "for=\"[", "for=<script>", "for=a b"})
    void client_ofAnEmptyOrBrokenHeaderIsNone(String header) {
        assertThat(Forwarded.client(HEADERS, Map.of("Forwarded", header))).isNull();
    }

    @Test
    void host_andSchemeAreReadFromEither() {
        assertThat(Forwarded.host(HEADERS, Map.of("X-Forwarded-Host", "shop.example:8443")))
                .isEqualTo(new Authority("shop.example", 8443));
        assertThat(Forwarded.scheme(HEADERS, Map.of("X-Forwarded-Proto", "https")))
                .isEqualTo("https");
        assertThat(Forwarded.scheme(HEADERS, Map.of())).isNull();
    }

    @ParameterizedTest
    @CsvSource({"HTTPS,https", "http,http", "javascript,", "https://x,", "'',"})
    void scheme_isOneOfTwoOrNone(String header, @Nullable String scheme) {
        assertThat(Forwarded.scheme(HEADERS, Map.of("X-Forwarded-Proto", header)))
                .isEqualTo(scheme);
    }

    @Test
    void authority_longerThanANameCanBeIsNone() {
        assertThat(Forwarded.authority("h".repeat(253) + ":65535")).isEqualTo(new Authority("h".repeat(253), 65_535));
        assertThat(Forwarded.authority("h".repeat(262))).isNull();
    }

    @ParameterizedTest
    @CsvSource({"h:80,h,80", "h,h,0", "[::1]:80,::1,80", "[::1],::1,0", "h:99999,h,0", "h:x,h,0"})
    void authority_isHostAndPort(String text, String host, int port) {
        assertThat(Authority.parse(text)).isEqualTo(new Authority(host, port));
    }

    @ParameterizedTest
    @CsvSource({"''", ":80", "[", "[]"})
    void authority_withoutHostIsNone(String text) {
        assertThat(Authority.parse(text)).isNull();
    }
}
