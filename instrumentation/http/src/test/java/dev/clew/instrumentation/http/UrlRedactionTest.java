package dev.clew.instrumentation.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlRedactionTest {
    @ParameterizedTest
    @CsvSource({
        "https://u:p@h/x, https://REDACTED:REDACTED@h/x",
        "https://u@h:8443, https://REDACTED:REDACTED@h:8443",
        "https://u:p@ss@h/?q=1, https://REDACTED:REDACTED@h/?q=1",
        "https://u:p@h?sig=s#sig=f, https://REDACTED:REDACTED@h?sig=REDACTED#sig=f",
        "https://h/?a=1&Signature=s&b=2, https://h/?a=1&Signature=REDACTED&b=2",
        "https://h/?X-Amz-Signature=s&sig=, https://h/?X-Amz-Signature=REDACTED&sig=REDACTED",
    })
    void url_losesItsSecrets(String url, String redacted) {
        assertThat(UrlRedaction.url(url)).isEqualTo(redacted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://h",
                "https://h/a@b",
                "https://h/?mail=a@b",
                "https://h/?Sig=s&sig&x=sig=1",
                "mailto:a@b",
                "://",
                "?&&="
            })
    void url_withoutSecretsIsTheSameInstance(String url) {
        assertThat(UrlRedaction.url(url)).isSameAs(url);
    }

    @Test
    void query_losesItsSecretsOnly() {
        assertThat(UrlRedaction.query("AWSAccessKeyId=1&x=2&X-Goog-Signature=3"))
                .isEqualTo("AWSAccessKeyId=REDACTED&x=2&X-Goog-Signature=REDACTED");
    }

    @Test
    void url_losesWhatTheApplicationNamesToo() {
        UrlRedaction redaction = UrlRedaction.ofAlso(List.of("token"));

        assertThat(redaction.inUrl("https://u@h/?token=1&sig=2&Token=3"))
                .isEqualTo("https://REDACTED:REDACTED@h/?token=REDACTED&sig=REDACTED&Token=3");
    }
}
