package dev.clew.instrumentation.servlet;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.UnavailableException;
import org.junit.jupiter.api.Test;

class JettyContractTest extends ServletContract {
    @Override
    Container container() {
        return new JettyContainer();
    }

    // Of a servlet's the container makes a 503 before the filter sees it, and an embedded Tomcat a 200.
    @Test
    void span_ofAFilterThatIsUnavailableHasTheStatusOfTheContainer() throws Exception {
        Application application = application()
                .filter((request, response, chain) -> {
                    throw new UnavailableException("not today", 60);
                })
                .servlet("/orders", new Handled((request, response) -> response.setStatus(204)));
        try (TracedServer server = container().start(application)) {
            assertThat(get(server, "/orders")).isEqualTo(503);

            isOneSpanOf(503);
            assertThat(onlySpan().getAttributes().get(stringKey("error.type")))
                    .isEqualTo("jakarta.servlet.UnavailableException");
        }
    }
}
