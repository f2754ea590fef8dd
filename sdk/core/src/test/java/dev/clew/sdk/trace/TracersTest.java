package dev.clew.sdk.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.telemetry.LogLines;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfoBuilder;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One tracer per scope, and which of them make spans. */
class TracersTest {
    private static final AttributeKey<String> KEY = AttributeKey.stringKey("key");

    private static boolean isNotJdbc(InstrumentationScopeInfo scope) {
        return !scope.getName().equals("jdbc");
    }

    private static boolean records(Tracer tracer) {
        return tracer.spanBuilder("span").setNoParent().startSpan().isRecording();
    }

    private static InstrumentationScopeInfoBuilder scope(String value) {
        return InstrumentationScopeInfo.builder("orders")
                .setVersion("1")
                .setSchemaUrl("https://schema")
                .setAttributes(Attributes.of(KEY, value));
    }

    @Test
    void tracer_isTheSameForAScopeWithTheSameNameVersionSchemaAndAttributes() {
        ClewTracerProvider provider = new SpanLab().provider();
        Tracer tracer = provider.tracer(scope("a").build());

        assertThat(provider.tracer(scope("a").build())).isSameAs(tracer);
        assertThat(List.of(
                        provider.tracer(scope("b").build()),
                        provider.tracer(scope("a").setVersion("2").build()),
                        provider.tracer(scope("a").setSchemaUrl("https://other").build()),
                        provider.get("orders", "1")))
                .doesNotContain(tracer)
                .doesNotHaveDuplicates();
        assertThat(provider.tracerBuilder("orders")
                        .setInstrumentationVersion("1")
                        .build())
                .isSameAs(provider.get("orders", "1"));
    }

    @Test
    @SuppressWarnings("NullAway") // what the API does not allow
    void tracerBuilder_nullTakesVersionAndSchemaUrlBack() {
        ClewTracerProvider provider = new SpanLab().provider();

        assertThat(provider.tracerBuilder("orders")
                        .setInstrumentationVersion("1")
                        .setSchemaUrl("https://schema")
                        .setInstrumentationVersion(null)
                        .setSchemaUrl(null)
                        .build())
                .isSameAs(provider.get("orders"));
    }

    @Test
    void scope_withAttributesIsWhatItsSpansSay() {
        SpanLab lab = new SpanLab();
        lab.provider()
                .tracer(scope("a").build())
                .spanBuilder("span")
                .startSpan()
                .end();

        assertThat(lab.onlyEnded().getInstrumentationScopeInfo())
                .isEqualTo(scope("a").build());
    }

    @Test
    void scope_nullOrEmptyIsAScopeWithoutAName() {
        SpanLab lab = new SpanLab();
        try (LogLines log = LogLines.fine("dev.clew")) {
            assertThat(lab.provider().get("")).isSameAs(lab.provider().get(null));
            lab.provider().get(null).spanBuilder("span").startSpan().end();

            assertThat(lab.onlyEnded().getInstrumentationScopeInfo()).isEqualTo(InstrumentationScopeInfo.create(""));
            assertThat(log.messages()).hasSize(3).allMatch(line -> line.startsWith("a tracer without a name"));
        }
    }

    @Test
    void off_givesChildrenTheContextOfTheParent() {
        SpanLab lab = new SpanLab().withScopes(TracersTest::isNotJdbc);
        Span parent = lab.started("parent");
        Span skipped = lab.provider()
                .get("jdbc")
                .spanBuilder("skipped")
                .setParent(SpanLab.contextOf(parent))
                .startSpan();
        Span child = lab.tracer()
                .spanBuilder("child")
                .setParent(SpanLab.contextOf(skipped))
                .startSpan();
        child.end();

        assertThat(skipped.isRecording()).isFalse();
        assertThat(skipped.getSpanContext()).isEqualTo(parent.getSpanContext());
        assertThat(lab.onlyEnded().getParentSpanContext()).isEqualTo(parent.getSpanContext());
        assertThat(lab.provider()
                        .get("jdbc")
                        .spanBuilder("root")
                        .setParent(Context.root())
                        .startSpan()
                        .getSpanContext())
                .isEqualTo(SpanContext.getInvalid());
    }

    @Test
    void configure_reachesTheTracersThatAreThereAndThoseToCome() {
        ClewTracerProvider provider = new SpanLab().provider();
        Tracer jdbc = provider.get("jdbc");
        assertThat(records(jdbc)).isTrue();

        provider.setTracerConfigurator(TracersTest::isNotJdbc);
        assertThat(records(jdbc)).isFalse();
        assertThat(records(provider.get("jdbc", "2"))).isFalse();
        assertThat(records(provider.get("http"))).isTrue();

        provider.setTracerConfigurator(scope -> true);
        assertThat(records(jdbc)).isTrue();
        assertThat(records(provider.get("jdbc", "2"))).isTrue();
    }

    @Test
    void configure_bySomethingThatThrowsLeavesTheTracerOn() {
        try (LogLines log = LogLines.of("dev.clew")) {
            SpanLab lab = new SpanLab().withScopes(scope -> {
                throw new IllegalStateException("no idea");
            });

            assertThat(records(lab.tracer())).isTrue();
            assertThat(log.messages()).containsExactly("tracer configurator failed, the tracer stays on");
        }
    }

    @Test
    void configure_whileTracersAreMadeMissesNone() {
        for (int round = 0; round < 200; round++) {
            ClewTracerProvider provider = new SpanLab().provider();
            CompletableFuture<List<Tracer>> made = CompletableFuture.supplyAsync(() -> {
                List<Tracer> tracers = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                    tracers.add(provider.get("scope" + i));
                }
                return tracers;
            });
            CompletableFuture<Void> other =
                    CompletableFuture.runAsync(() -> provider.setTracerConfigurator(scope -> true));
            other.join();
            provider.setTracerConfigurator(scope -> false);

            assertThat(made.orTimeout(60, TimeUnit.SECONDS).join()).noneMatch(Tracer::isEnabled);
        }
    }

    @Test
    void tracer_ofAScopeThatIsOffIsNeverSeenSwitchedOn() {
        List<ClewTracerProvider> asked = new ArrayList<>();
        List<Tracer> seen = new ArrayList<>();
        boolean[] nested = new boolean[1];
        SpanLab lab = new SpanLab().withScopes(scope -> {
            if (!nested[0] && !asked.isEmpty()) {
                nested[0] = true; // as another thread would that asks while the rule is being applied
                Tracer tracer = asked.get(0).get("jdbc");
                assertThat(tracer.isEnabled()).isFalse();
                seen.add(tracer);
            }
            return false;
        });
        asked.add(lab.provider());

        Tracer tracer = lab.provider().get("jdbc");

        assertThat(seen).containsExactly(tracer);
        assertThat(tracer.isEnabled()).isFalse();
    }

    @Test
    void shutdown_switchesEveryTracerOffForGood() {
        SpanLab lab = new SpanLab();
        Tracer before = lab.tracer();
        assertThat(before.isEnabled()).isTrue();
        lab.provider().shutdown();
        lab.provider().setTracerConfigurator(scope -> true);

        assertThat(List.of(before, lab.provider().get("after"))).noneMatch(Tracer::isEnabled);
        assertThat(List.of(before, lab.provider().get("after"))).noneMatch(TracersTest::records);
    }

    @Test
    void isEnabled_whenATracerIsOnAndSomebodyWouldSeeItsSpans() {
        SpanProcessor anybody = SpanProcessor.composite();

        assertThat(new SpanLab().collectingNothing().tracer().isEnabled()).isFalse();
        assertThat(new SpanLab().collectingNothing().exporting().tracer().isEnabled())
                .isTrue();
        assertThat(new SpanLab().collectingNothing().with(anybody).tracer().isEnabled())
                .isTrue();
        assertThat(new SpanLab().exporting().withScopes(scope -> false).tracer().isEnabled())
                .isFalse();
    }

    @Test
    void toString_namesTheResourceTheSamplerAndTheScope() {
        SpanLab lab = new SpanLab();

        assertThat(lab.provider().toString()).contains("service.name", "lab", "ParentBased{root:AlwaysOnSampler");
        assertThat(lab.tracer()).hasToString("ClewTracer{lab}");
    }
}
