package dev.clew.instrumentation.executors;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.scopes.ScopeLeakExtension;
import dev.clew.testing.ClewExtension;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The example of docs/executors.md. */
@Timeout(60)
@ExtendWith(ScopeLeakExtension.class)
class PricesExampleTest {
    @RegisterExtension
    final ClewExtension clew = ClewExtension.create();

    private final OpenTelemetry openTelemetry = clew.getOpenTelemetry();
    private final Tracer tracer = openTelemetry.getTracer("shop");

    // docs/executors.md begins here
    private final ExecutorService pool = ExecutorTracing.builder(openTelemetry)
            .setName("pricing")
            .setTaskSpans(true)
            .setWaitEvents(Duration.ofMillis(10))
            .build()
            .wrap(Executors.newFixedThreadPool(2));

    int total(List<String> items) throws Exception {
        List<Callable<Integer>> prices = new ArrayList<>();
        items.forEach(item -> prices.add(() -> priceOf(item)));
        int total = 0;
        for (var price : pool.invokeAll(prices)) {
            total += price.get();
        }
        return total;
    }

    CompletableFuture<Integer> later(CompletableFuture<String> item) {
        return CarryingFutures.copyOf(item, pool) // whoever completes item
                .thenApplyAsync(this::priceOf)
                .thenApply(Context.current().wrapFunction(this::rounded)); // whoever comes last
    }
    // docs/executors.md ends here

    @Test
    void example_isInTheTraceOfTheOrder() throws Exception {
        Span order = tracer.spanBuilder("order").startSpan();
        CompletableFuture<String> item = new CompletableFuture<>();
        CompletableFuture<Integer> later;
        try (Scope scope = order.makeCurrent()) {
            assertThat(total(List.of("tea"))).isEqualTo(3);
            later = later(item);
        } finally {
            order.end();
        }
        item.complete("milk");
        assertThat(later.get()).isEqualTo(4);
        pool.shutdown();

        clew.awaitSpans(6); // the span of the last task ends after its future
        assertThat(clew.trees()).isEqualTo("order > (pricing task > price tea, pricing task > price milk, rounded)");
    }

    @Test
    void example_isTheOneThatIsWrittenDown() throws Exception {
        String source =
                Files.readString(Path.of("src/test/java/dev/clew/instrumentation/executors/PricesExampleTest.java"));
        int begin = source.indexOf("begins here\n") + "begins here\n".length();
        String example = source.substring(begin, source.indexOf("    // docs/executors.md ends", begin));

        assertThat(Files.readString(Path.of("../../docs/executors.md")))
                .contains("```java\n"
                        + example.lines()
                                .map(line -> line.replaceFirst("^ {4}", ""))
                                .collect(joining("\n"))
                        + "\n```");
        pool.shutdown();
    }

    private int priceOf(String item) {
        tracer.spanBuilder("price " + item).startSpan().end();
        return item.length();
    }

    private int rounded(int price) {
        tracer.spanBuilder("rounded").startSpan().end();
        return price;
    }
}
