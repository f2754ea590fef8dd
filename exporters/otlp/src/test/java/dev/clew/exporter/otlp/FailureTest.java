package dev.clew.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class FailureTest {
    private static final String URL = "http://backend/v1/traces";

    @Test
    void describe_saysThatTheHostIsUnknown() {
        assertThat(Failure.describe(new UncheckedIOException(new UnknownHostException("backend")), URL))
                .isEqualTo("host not found: " + URL);
    }

    @Test
    void describe_saysThatNobodyListens() {
        assertThat(Failure.describe(new ConnectException(), URL)).isEqualTo("connection refused by " + URL);
        assertThat(Failure.describe(new ConnectException("Connection refused"), URL))
                .isEqualTo("connection refused by " + URL);
    }

    @Test
    void describe_keepsAnotherReasonForNoConnection() {
        assertThat(Failure.describe(new NoRouteToHostException("No route to host"), URL))
                .isEqualTo("No route to host: " + URL);
    }

    @Test
    void describe_namesTlsAsTheCause() {
        assertThat(Failure.describe(new SSLHandshakeException("certificate expired"), URL))
                .isEqualTo("no secure connection to " + URL + ": certificate expired");
    }

    @Test
    void describe_ofAFailureWithoutMessageNamesItsType() {
        assertThat(Failure.describe(new UncheckedIOException(new IOException()), URL))
                .isEqualTo("no answer by " + URL + ": java.io.IOException");
        assertThat(Failure.describe(new NoClassDefFoundError("x/Y"), URL)).isEqualTo("no answer by " + URL + ": x/Y");
    }
}
