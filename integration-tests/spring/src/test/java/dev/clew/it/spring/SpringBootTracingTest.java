package dev.clew.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.ClewSdk;
import dev.clew.testing.InMemoryDestination;
import dev.clew.tree.TraceTree;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.web.client.RestClient;

/** Spring Boot's own tracing: observations become spans through Micrometer's bridge and the bean. */
@Timeout(120)
class SpringBootTracingTest {
    @Test
    void clewBean_takesThePlaceOfTheSdk() throws Exception {
        try (Peer peer = new Peer()) {
            ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                    .web(WebApplicationType.NONE)
                    // The starter's own instrumentation is on the class path of this module, too, and not wanted here.
                    .properties("otel.sdk.disabled=true", "logging.level.root=warn", "spring.main.banner-mode=off")
                    .run();
            ClewSdk clew = context.getBean(ClewSdk.class);
            InMemoryDestination spans = context.getBean(InMemoryDestination.class);
            assertThat(context.getBean(OpenTelemetry.class)).isSameAs(clew);
            assertThat(context.getBeansOfType(OpenTelemetrySdk.class)).isEmpty();
            // Spring Boot makes one all the same, and nobody asks it for a tracer.
            assertThat(context.getBeansOfType(SdkTracerProvider.class)).hasSize(1);

            observe(context, peer.url());
            context.close();

            assertThat(TraceTree.of(spans.spans()))
                    .extracting(tree -> tree.toLine("order.id", "step", "status"))
                    .containsExactly("order [order.id=7, step=paid] > CLIENT http get [status=204]");
            assertThat(peer.traceparents)
                    .singleElement()
                    .asString()
                    .contains(spans.spans().get(0).getTraceId());
            assertThat(clew.getTracer("late").spanBuilder("s").startSpan().isRecording())
                    .isFalse();
        }
    }

    private static void observe(ConfigurableApplicationContext context, String url) {
        Tracer tracer = context.getBean(Tracer.class);
        RestClient client = context.getBean(RestClient.Builder.class).build();
        Observation.createNotStarted("order", context.getBean(ObservationRegistry.class))
                .lowCardinalityKeyValue("order.id", "7")
                .observe(() -> {
                    Objects.requireNonNull(tracer.currentSpan()).tag("step", "paid");
                    client.get().uri(url + "/orders").retrieve().toBodilessEntity();
                });
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(ClewBean.class)
    static class Application {}
}
