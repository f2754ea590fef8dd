package dev.clew.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.clew.autoconfigure.Environment.Start;
import dev.clew.sdk.ClewSdk;
import dev.clew.sdk.settings.SettingException;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTextTest {
    private static String parsed(String text) {
        return new RuleText(text, new NamedSamplers(new SettingsProperties(Environment.settings())))
                .parse()
                .getDescription();
    }

    private static Start start(String rules) {
        return Environment.start("OTEL_TRACES_SAMPLER", "parentbased_rules", "OTEL_TRACES_SAMPLER_ARG", rules);
    }

    private static SpanBuilder span(ClewSdk sdk, String scope, String name) {
        return sdk.getTracer(scope).spanBuilder(name).setNoParent();
    }

    @ParameterizedTest
    @CsvSource({
        "* -> rate_limit(http://:secret@jaeger)",
        "* -> mine(endpoint=http://user:secret@jaeger:5778) and more",
        "* -> mine(endpoint=http://jaeger?a=secret",
        "name=x : //u:secret@jaeger",
        "u:secret@jaeger -> always_on"
    })
    void rules_thatAreRefusedShowNoCredentials(String text) {
        try (Start start = start(text)) {
            assertThat(start.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("OTEL_TRACES_SAMPLER_ARG must be rules, ")
                    .contains("***")
                    .doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '%',
            quoteCharacter = '`',
            value = {
                "* -> always_on % Rules{; * -> AlwaysOnSampler}",
                "*->always_off; % Rules{; * -> AlwaysOffSampler}",
                "name=GET /health* -> always_off; * -> always_on "
                        + "% Rules{name=GET /health* -> AlwaysOffSampler; * -> AlwaysOnSampler}",
                "kind=server|CLIENT & route=/orders/* -> traceidratio(0.1); * -> rate_limit(50) "
                        + "% Rules{kind=SERVER|CLIENT & route=/orders/* -> TraceIdRatioBased{0.100000}; * -> RateLimit{50.0/s}}",
                "http.route!=/a -> consistent_probability(.5); * -> parentbased_consistent_probability(1) "
                        + "% Rules{not(http.route=/a) -> ConsistentProbability{0.5}; "
                        + "* -> ParentThreshold{root:ConsistentProbability{1.0}}}",
                "\"cached\" = true & scope=*.jdbc -> mine; * -> mine "
                        + "% Rules{cached=true & scope=*.jdbc -> TraceIdRatioBased{0.500000}; * -> TraceIdRatioBased{0.500000}}",
                "name=\"a;b->c & \\\"d\\\" \\\\\"|x-y -> always_on; * -> always_off "
                        + "% Rules{name=a;b->c & \"d\" \\|x-y -> AlwaysOnSampler; * -> AlwaysOffSampler}",
                "parent=none|remote -> always_on; * -> always_off "
                        + "% Rules{parent=NONE|REMOTE_SAMPLED|REMOTE_NOT_SAMPLED -> AlwaysOnSampler; * -> AlwaysOffSampler}",
                "name=* -> always_on; * -> always_off % Rules{name=* -> AlwaysOnSampler; * -> AlwaysOffSampler}",
                "name=\"\" -> always_on; * -> Always_Off % Rules{name= -> AlwaysOnSampler; * -> AlwaysOffSampler}"
            })
    void rules_areReadAsTheyAreWritten(String text, String description) {
        assertThat(parsed(text)).isEqualTo(description);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '%',
            quoteCharacter = '`',
            value = {
                "`` % rule 1 needs a rule for all other spans, such as * -> always_off, at character 1 where the text ends",
                "name=a -> always_on; % rule 2 needs a rule for all other spans, such as * -> always_off, at character 21 where the text ends",
                "name=a -> always_on % rule 1 needs ; and another rule at character 20 where the text ends",
                "name=a; * -> always_on % rule 1 needs & and another condition, or -> and a sampler at character 7 where '; * -> always_on' stands",
                "kin=SERVER -> always_on; * -> always_on % rule 1 needs one of kind, name, parent, route, scope (nearest: kind), "
                        + "or the name of an attribute with a dot in it or in quotes, at character 1 where 'kin=SERVER -> always...' stands",
                "kind=SERVE -> always_on; * -> always_on % rule 1 needs one of client, consumer, internal, producer, server "
                        + "(nearest: server) at character 6 where 'SERVE -> always_on; ...' stands",
                "name a -> always_on; * -> always_on % rule 1 needs = or != at character 6 where 'a -> always_on; * ->...' stands",
                "name= -> always_on; * -> always_on % rule 1 needs a pattern, or \"\" for the empty text, at character 7 where '-> always_on; * -> a...' stands",
                "name=\"a -> always_on % rule 1 needs \" at character 21 where the text ends",
                "* -> traceidratio(2) % rule 1 needs a number from 0 to 1 at character 19 where '2)' stands",
                "* -> rate_limit % rule 1 needs how many a second, a number from 0 such as 50 at character 16 where the text ends",
                "* -> rate_limit(5 % rule 1 needs ) at character 18 where the text ends",
                "* -> always_on; name=a -> always_on % rule 1 needs the end, because * matches every span, at character 17 where 'name=a -> always_on' stands",
                "* -> broken % rule 1 needs a sampler that can be made (broken: java.lang.UnsupportedOperationException: not today) "
                        + "at character 12 where the text ends"
            })
    void mistakes_areNamedWithTheRuleThePlaceAndWhatWasExpected(String text, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> parsed(text)).withMessage("rules, and " + message);
    }

    @Test
    void mistakes_inASamplersNameShowTheNearest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parsed("name=a -> alway_on; * -> always_on"))
                .withMessageContainingAll(
                        "rule 1 needs one of always_off, always_on, broken, consistent_probability, mine, ",
                        "(nearest: always_on) at character 11 where 'alway_on; * -> alway...' stands");
    }

    @Test
    void rules_decideWhatIsRecorded() {
        try (Start start = start("name=GET /health* -> always_off; scope=noisy.* -> always_off; "
                + "kind=SERVER & route=/orders/* -> always_on; user.tier=gold -> always_on; * -> always_off")) {
            assertThat(start.warnings()).isEmpty();
            ClewSdk sdk = start.sdk();

            assertThat(span(sdk, "shop", "GET /healthz").startSpan().isRecording())
                    .isFalse();
            SpanBuilder order =
                    span(sdk, "shop", "GET").setSpanKind(SpanKind.SERVER).setAttribute("url.path", "/orders/7");
            assertThat(order.startSpan().isRecording()).isTrue();
            assertThat(span(sdk, "noisy.poller", "GET")
                            .setSpanKind(SpanKind.SERVER)
                            .setAttribute("url.path", "/orders/7")
                            .startSpan()
                            .isRecording())
                    .isFalse();
            assertThat(span(sdk, "shop", "any")
                            .setAttribute("user.tier", "gold")
                            .startSpan()
                            .isRecording())
                    .isTrue();
            assertThat(span(sdk, "shop", "any").startSpan().isRecording()).isFalse();
        }
    }

    @Test
    void mistakes_areReportedOnceAndTheDefaultSamplerTaken() {
        try (Start start = start("nam=x -> always_off; * -> always_off")) {
            assertThat(start.warnings())
                    .containsExactly(
                            "OTEL_TRACES_SAMPLER_ARG must be rules, and rule 1 needs one of kind, name, parent, "
                                    + "route, scope (nearest: name), or the name of an attribute with a dot in it or in quotes, "
                                    + "at character 1 where 'nam=x -> always_off;...' stands: "
                                    + "OTEL_TRACES_SAMPLER_ARG=nam=x -> always_off; * -> always_off; "
                                    + "the default sampler is used instead: parentbased_always_on");
            assertThat(span(start.sdk(), "shop", "x").startSpan().isRecording()).isTrue();
        }
    }

    @Test
    void mistakes_throwUnderStrictMode() {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> Environment.startStrictly("OTEL_TRACES_SAMPLER", "rules"))
                .withMessageContaining("rule 1 needs a rule for all other spans");
    }

    @Test
    void samplers_ofRulesThatAreRefusedAreClosed() {
        FakeProviders.EVENTS.clear();
        try (Start start = start("name=a -> noting; name=b -> nothing; * -> always_on")) {
            assertThat(FakeProviders.EVENTS).containsExactly("made for null", "closed");
            assertThat(start.warnings())
                    .hasSize(2)
                    .first()
                    .isEqualTo("a sampler cannot be closed: java.lang.IllegalStateException: stuck");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rate_limit, 50, RateLimit{50.0/s}",
        "parentbased_rate_limit, 0.5, ParentBased{root:RateLimit{0.5/s}",
        "consistent_probability, 0.25, ConsistentProbability{0.25}",
        "consistent_probability, '', ConsistentProbability{1.0}",
        "parentbased_consistent_probability, 0.25, ParentThreshold{root:ConsistentProbability{0.25}}"
    })
    void samplers_ofClewAreFoundByName(String name, String argument, String description) {
        try (Start start = Environment.start("OTEL_TRACES_SAMPLER", name, "OTEL_TRACES_SAMPLER_ARG", argument)) {
            assertThat(start.warnings()).isEmpty();
            assertThat(start.infos()).singleElement().asString().contains("sampler=" + description);
        }
    }

    @ParameterizedTest
    @CsvSource({"rate_limit, ''", "rate_limit, -1", "parentbased_rate_limit, many", "consistent_probability, 2"})
    void samplers_withAnArgumentThatIsNoneAreTheDefault(String name, String argument) {
        try (Start start = Environment.start("OTEL_TRACES_SAMPLER", name, "OTEL_TRACES_SAMPLER_ARG", argument)) {
            assertThat(start.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("OTEL_TRACES_SAMPLER_ARG must be ")
                    .endsWith("OTEL_TRACES_SAMPLER_ARG=" + argument
                            + "; the default sampler is used instead: parentbased_always_on");
        }
    }

    @Property(tries = 2000)
    void anyText_isReadOrRefusedWithItsPlace(@ForAll("texts") String text) {
        try {
            assertThat(parsed(text)).startsWith("Rules{");
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageMatching("(?s)rules, and rule \\d+ needs .* at character \\d+ where .*");
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.of(
                                "name",
                                "kind",
                                "=",
                                "!=",
                                "*",
                                "->",
                                ";",
                                "&",
                                "|",
                                "\"",
                                "\\",
                                "(",
                                ")",
                                " ",
                                "always_on",
                                "traceidratio",
                                "0.5",
                                "a.b",
                                "SERVER",
                                "none",
                                "parent",
                                "\n"),
                        Arbitraries.strings().ofMaxLength(3))
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join("", parts));
    }
}
