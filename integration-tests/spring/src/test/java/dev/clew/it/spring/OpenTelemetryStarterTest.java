package dev.clew.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.ClewSdk;
import dev.clew.testing.InMemoryDestination;
import dev.clew.tree.TraceTree;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.instrumentation.annotations.SpanAttribute;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.client.RestClient;

/** OpenTelemetry's Spring Boot starter: its annotations and its instrumentation of clients make spans through the bean. */
@Timeout(120)
class OpenTelemetryStarterTest {
    @Test
    void clewBean_takesThePlaceOfTheSdk() throws Exception {
        try (Peer peer = new Peer()) {
            ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                    .web(WebApplicationType.NONE)
                    .properties("logging.level.root=warn", "spring.main.banner-mode=off")
                    .run();
            ClewSdk clew = context.getBean(ClewSdk.class);
            InMemoryDestination spans = context.getBean(InMemoryDestination.class);
            assertThat(context.getBean(OpenTelemetry.class)).isSameAs(clew);
            assertThat(context.getBeansOfType(OpenTelemetrySdk.class)).isEmpty();

            assertThat(context.getBean(Shop.class).order("7", peer.url())).isEqualTo(204);
            context.close();

            // Closed with the context: what was held has been sent, and nothing more is made.
            assertThat(TraceTree.of(spans.spans()))
                    .extracting(tree -> tree.toLine("order.id", "http.response.status_code"))
                    .containsExactly("order [order.id=7] > CLIENT GET [http.response.status_code=204]");
            assertThat(peer.traceparents)
                    .singleElement()
                    .asString()
                    .contains(spans.spans().get(0).getTraceId());
            assertThat(clew.getTracer("late").spanBuilder("s").startSpan().isRecording())
                    .isFalse();
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            excludeName = {
                "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration",
                "org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration"
            })
    @Import(ClewBean.class)
    static class Application {
        @Bean
        Shop shop(RestClient.Builder client) {
            return new Shop(client.build());
        }
    }

    static class Shop {
        private final RestClient client;

        Shop(RestClient client) {
            this.client = client;
        }

        @WithSpan("order")
        public int order(@SpanAttribute("order.id") String id, String url) {
            return client.get()
                    .uri(url + "/orders")
                    .retrieve()
                    .toBodilessEntity()
                    .getStatusCode()
                    .value();
        }
    }
}
