package dev.clew.instrumentation.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpClientSpansTest {
    private static final Logger LOGGER = Logger.getLogger(Failures.class.getName());

    private final HttpClientSpans<String, String> spans =
            new HttpClientSpans<>(OpenTelemetry.noop(), "test", new ThrowingAdapter());

    @BeforeEach
    void silenceLog() {
        LOGGER.setLevel(Level.OFF);
    }

    @AfterEach
    void restoreLog() {
        LOGGER.setLevel(null);
    }

    @Test
    void start_withAFailingAdapterGivesNoSpan() {
        assertThat(spans.start(Context.root(), "request")).isNull();
    }

    @Test
    void end_ofAContextWithoutSpanDoesNothing() {
        assertThatCode(() -> spans.end(Context.root(), "response", null)).doesNotThrowAnyException();
    }

    private static final class ThrowingAdapter implements HttpClientAdapter<String, String> {
        @Override
        public String method(String request) {
            throw new IllegalStateException();
        }

        @Override
        public String url(String request) {
            throw new IllegalStateException();
        }

        @Override
        public String serverAddress(String request) {
            throw new IllegalStateException();
        }

        @Override
        public int serverPort(String request) {
            throw new IllegalStateException();
        }

        @Override
        public int statusCode(String response) {
            throw new IllegalStateException();
        }

        @Override
        public String protocolVersion(String response) {
            throw new IllegalStateException();
        }

        @Override
        public int resendCount(String response) {
            throw new IllegalStateException();
        }
    }
}
