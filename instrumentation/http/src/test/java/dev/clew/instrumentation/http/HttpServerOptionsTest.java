package dev.clew.instrumentation.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class HttpServerOptionsTest {
    @Test
    void defaults_recordNothingBeyondTheConventions() {
        HttpServerOptions defaults = HttpServerOptions.defaults();

        assertThat(defaults.bodySizes()).isFalse();
        assertThat(defaults.serverTiming()).isFalse();
        assertThat(defaults.knownMethods()).isEqualTo(HttpMethod.KNOWN);
        assertThat(defaults.redaction().inQuery("token=1&sig=2")).isEqualTo("token=1&sig=REDACTED");
    }

    @Test
    void knownMethods_replaceThoseOfTheConventions() {
        HttpServerOptions options =
                HttpServerOptions.builder().knownMethods("GET", "BREW").build();

        assertThat(options.knownMethods()).containsExactlyInAnyOrder("GET", "BREW");
    }

    @Test
    void redactParameters_addToTheStandardOnes() {
        HttpServerOptions options =
                HttpServerOptions.builder().redactParameters("token").build();

        assertThat(options.redaction().inQuery("token=1&sig=2&a=3")).isEqualTo("token=REDACTED&sig=REDACTED&a=3");
    }

    @Test
    void name_thatIsBlankIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpServerOptions.builder().captureRequestHeaders("X-Tenant", " "))
                .withMessage("a name must not be null or blank: name= ");
    }
}
