package dev.clew.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpHttpSenderBuilderTest {
    @Test
    void build_sendsToTheLocalReceiverUnlessTold() {
        try (OtlpHttpSender sender = OtlpHttpSender.builder().build()) {
            assertThat(sender).hasToString("OTLP/HTTP to http://localhost:4318/v1/traces");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:4318",
                "ftp://localhost/v1/traces",
                "/v1/traces",
                "http:///v1/traces",
                "http://localhost:0/v1/traces",
                "http://localhost:65536/v1/traces",
                "http://localhost/v1/traces#top"
            })
    void endpoint_thatCannotBeSentToIsRefused(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OtlpHttpSender.builder().setEndpoint(URI.create(url)))
                .withMessageStartingWith("endpoint must be an http or https URL with a host")
                .withMessageContaining(": endpoint=" + url.replace("#top", "?***"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://user:secret@host/v1/traces, https://***@host/v1/traces",
        "https://host/v1/traces?key=secret, https://host/v1/traces?***",
    })
    void endpoint_withACredentialIsRefusedWithoutShowingIt(String url, String shown) {
        assertThatThrownBy(() -> OtlpHttpSender.builder().setEndpoint(URI.create(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(": endpoint=" + shown)
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void endpoint_withAnUnderscoreInTheHostSaysWhatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OtlpHttpSender.builder().setEndpoint(URI.create("http://otel_collector:4318")))
                .withMessageContaining("no host name has a '_'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "Content-Type", "content-length", "HOST", "User-Agent"})
    void headers_withANameThatCannotBeAddedAreRefused(String name) {
        assertThatThrownBy(() -> OtlpHttpSender.builder().setHeaders(Map.of(name, "secret")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("header name must ")
                .hasMessageEndingWith(": name=" + name)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret\r\nX-Other: 1", "secret\u0000", "secret\u20ac"})
    void headers_withAnIllegalValueAreRefusedWithoutShowingIt(String value) {
        assertThatThrownBy(() -> OtlpHttpSender.builder().setHeaders(Map.of("Authorization", value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("header value must be printable ASCII: name=Authorization")
                .hasNoCause();
    }

    @Test
    void timeout_belowZeroIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OtlpHttpSender.builder().setTimeout(Duration.ofMillis(-3)))
                .withMessage("timeout must not be negative: timeout=PT-0.003S");
    }

    @Test
    @SuppressWarnings("NullAway") // what callers without a null checker do
    void null_isRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OtlpHttpSender.builder().setEndpoint(null))
                .withMessage("endpoint must not be null: endpoint=null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OtlpHttpSender.builder().setHeaders(null))
                .withMessage("headers must not be null: headers=null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OtlpHttpSender.builder().setTimeout(null))
                .withMessage("timeout must not be null: timeout=null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OtlpHttpSender.builder().setCompression(null))
                .withMessage("compression must not be null: compression=null");
    }
}
