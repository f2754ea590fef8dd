package dev.clew.configfile;

import static dev.clew.configfile.Start.FILE;
import static dev.clew.configfile.Start.messageOf;
import static dev.clew.configfile.Start.refusal;
import static dev.clew.configfile.Start.tracers;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplerSectionTest {
    private static final String OWN =
            "one of always_off, always_on, broken, consistent_probability, jaeger_remote, mine, noting, parent_based, parentbased_consistent_probability, parentbased_jaeger_remote, parentbased_rate_limit, parentbased_rules, rate_limit, rules, trace_id_ratio_based";

    private static String description(String sampler) {
        try (Start start = Start.of(tracers("  sampler: " + sampler + "\n"))) {
            assertThat(start.warnings()).isEmpty();
            String line = start.infos().get(0);
            return line.substring(line.indexOf("sampler=") + 8, line.indexOf(", exporters="));
        }
    }

    private static String refusalOf(String sampler) {
        return refusal(tracers("  sampler: " + sampler + "\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{always_on: }| AlwaysOnSampler",
                "{always_on: {}}| AlwaysOnSampler",
                "{always_off: }| AlwaysOffSampler",
                "{trace_id_ratio_based: }| TraceIdRatioBased{1.000000}",
                "{trace_id_ratio_based: {ratio: 0.25}}| TraceIdRatioBased{0.250000}",
                "{trace_id_ratio_based: {ratio: 1e-3}}| TraceIdRatioBased{0.001000}",
                "{trace_id_ratio_based: {ratio: 1}}| TraceIdRatioBased{1.000000}",
                "{trace_id_ratio_based: {ratio: }}| TraceIdRatioBased{1.000000}",
                "{mine: }| TraceIdRatioBased{0.500000}",
                "{mine: {my.ratio: 0.125}}| TraceIdRatioBased{0.125000}",
                "{mine: {my: {ratio: 0.125}}}| TraceIdRatioBased{0.125000}"
            })
    void sampler_isTheOneNamed(String sampler, String expected) {
        assertThat(description(sampler)).isEqualTo(expected);
    }

    @Test
    void parentBased_hasAnyRootAndTheUsualRest() {
        assertThat(description("{parent_based: {root: {mine: {my.ratio: 0.125}}}}"))
                .startsWith("ParentBased{root:TraceIdRatioBased{0.125000},remoteParentSampled:AlwaysOnSampler");
        assertThat(description("{parent_based: }")).startsWith("ParentBased{root:AlwaysOnSampler,");
    }

    @Test
    void parentBased_asksTheSamplerForEachKindOfParent() {
        String sampler = """
                  sampler:
                    parent_based:
                      root: {always_off: }
                      remote_parent_sampled: {always_off: }
                      remote_parent_not_sampled: {always_on: }
                      local_parent_sampled: {always_off: }
                      local_parent_not_sampled: {always_on: }
                """;
        try (Start start = Start.of(tracers(sampler))) {
            assertThat(isRecording(start, SpanContext.getInvalid())).isFalse();
            assertThat(isRecording(start, parent(true, TraceFlags.getSampled())))
                    .isFalse();
            assertThat(isRecording(start, parent(true, TraceFlags.getDefault())))
                    .isTrue();
            assertThat(isRecording(start, parent(false, TraceFlags.getSampled())))
                    .isFalse();
            assertThat(isRecording(start, parent(false, TraceFlags.getDefault())))
                    .isTrue();
        }
    }

    @Test
    void parentBased_mayHoldAnother() {
        assertThat(description("{parent_based: {root: {parent_based: {root: {always_off: }}}}}"))
                .startsWith("ParentBased{root:ParentBased{root:AlwaysOffSampler,");
    }

    @Test
    void aNameThatIsNoneIsRefusedWithTheNearestOne() {
        assertThat(refusalOf("{always_onn: }"))
                .isEqualTo(FILE + ":5: tracer_provider.sampler must be " + OWN
                        + " (nearest: always_on): sampler=always_onn");
        assertThat(refusalOf("\n    parent_based:\n      root:\n        never:\n"))
                .isEqualTo(FILE + ":8: tracer_provider.sampler.parent_based.root must be " + OWN + ": root=never");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"always_on| always_on", "[always_on]| a list", "{}| an empty mapping", "5| 5"})
    void whatIsNoChoiceIsRefused(String sampler, String shown) {
        assertThat(refusalOf(sampler))
                .isEqualTo(FILE + ":5: tracer_provider.sampler must be a mapping with one key, " + OWN + ": sampler="
                        + shown);
    }

    @Test
    void twoSamplersAreRefused() {
        assertThat(refusalOf("{always_on: , always_off: }")).endsWith("sampler=a mapping of always_on, always_off");
    }

    @ParameterizedTest
    @CsvSource({"-0.1", "1.1", "half", "'\"0.5\"'", ".nan", ".inf", "0x1", "[1]"})
    void ratio_isANumberFromZeroToOne(String ratio) {
        String shown = ratio.equals("[1]") ? "a list" : ratio;
        assertThat(refusalOf("{trace_id_ratio_based: {ratio: " + ratio + "}}"))
                .isEqualTo(FILE + ":5: tracer_provider.sampler.trace_id_ratio_based.ratio must be a number from 0 to 1:"
                        + " ratio=" + shown);
    }

    @Test
    void aPluginThatFailsFailsTheStart() {
        assertThat(refusalOf("{broken: }"))
                .isEqualTo(FILE + ":5: tracer_provider.sampler.broken cannot be made:"
                        + " java.lang.UnsupportedOperationException: not today");
    }

    @Test
    void aPluginsValueThatCannotBeUsedIsRefusedAtItsPlace() {
        assertThat(refusalOf("\n    mine:\n      my.ratio: much\n"))
                .isEqualTo(FILE + ":7: tracer_provider.sampler.mine.my.ratio must be a number: ratio=much");
    }

    @Test
    void aValueThatIsRefusedShowsNoCredentials() {
        assertThat(refusalOf("{mine: {my.ratio: 'http://user:secret@host?token=secret'}}"))
                .endsWith("my.ratio must be a number: ratio=http://***@host?***");
    }

    @ParameterizedTest
    @CsvSource({"{noting: }, made for shop", "{noting: {otel.service.name: mine}}, made for mine"})
    void aPluginSeesTheNameOfTheServiceWhereItsBlockHasNone(String sampler, String event) {
        FakeProviders.EVENTS.clear();
        Start.of(tracers("  sampler: " + sampler + "\nresource: {attributes: [{name: service.name, value: shop}]}\n"))
                .close();
        assertThat(FakeProviders.EVENTS).first().isEqualTo(event);
    }

    @Test
    void aSamplerIsClosedWhenTheStartFails() {
        FakeProviders.EVENTS.clear();
        assertThat(refusal(tracers("  sampler: {noting: }\n  id_generator: {xray: }\n")))
                .endsWith("id_generator=xray");
        assertThat(FakeProviders.EVENTS).containsExactly("made for null", "closed");

        FakeProviders.EVENTS.clear();
        assertThat(messageOf(() ->
                        Start.strictly(tracers("  sampler: {noting: {x: 1}}\n")).close()))
                .contains("sampler.noting.x is not a key");
        assertThat(FakeProviders.EVENTS).containsExactly("made for null", "closed");
    }

    @Test
    void aSamplerThatCannotSayWhatItIsIsCalledByItsClass() {
        try (Start start = Start.of(tracers("  sampler: {noting: }\n"))) {
            assertThat(start.infos())
                    .singleElement()
                    .asString()
                    .contains("sampler=dev.clew.configfile.FakeProviders$NotingOne,");
        }
    }

    @Test
    void aKeyThatThePluginDoesNotReadIsNamed() {
        try (Start start = Start.of(tracers("  sampler: {mine: {my.ration: 0.5}}\n"))) {
            assertThat(start.warnings())
                    .containsExactly(
                            FILE + ":5: tracer_provider.sampler.mine.my.ration is not a key that is known here, as"
                                    + " are my.ratio (nearest: my.ratio); it has no effect");
        }
    }

    private static boolean isRecording(Start start, SpanContext parent) {
        return start.sdk()
                .getTracer("t")
                .spanBuilder("s")
                .setParent(Context.root().with(Span.wrap(parent)))
                .startSpan()
                .isRecording();
    }

    private static SpanContext parent(boolean remote, TraceFlags flags) {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        String span = "b7ad6b7169203331";
        return remote
                ? SpanContext.createFromRemoteParent(trace, span, flags, TraceState.getDefault())
                : SpanContext.create(trace, span, flags, TraceState.getDefault());
    }
}
