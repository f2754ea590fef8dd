package dev.clew.it.spring;

import dev.clew.propagation.W3CTraceContext;
import dev.clew.sdk.ClewSdk;
import dev.clew.testing.InMemoryDestination;
import io.opentelemetry.context.propagation.ContextPropagators;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** All that an application needs. Spring closes the bean with the context, as it does whatever is {@code Closeable}. */
@Configuration(proxyBeanMethods = false)
class ClewBean {
    @Bean
    InMemoryDestination spans() {
        return new InMemoryDestination();
    }

    @Bean
    ClewSdk clew(InMemoryDestination spans) {
        return ClewSdk.builder()
                .setServiceName("shop")
                .setPropagators(ContextPropagators.create(W3CTraceContext.propagator()))
                .addSpanExporter(spans)
                .build();
    }
}
