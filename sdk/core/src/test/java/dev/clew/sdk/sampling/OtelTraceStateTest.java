package dev.clew.sdk.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtelTraceStateTest {
    private static TraceState state(String ot) {
        return TraceState.builder()
                .put("first", "1")
                .put("ot", ot)
                .put("last", "2")
                .build();
    }

    /** A tracestate that checks nothing, as one of another implementation may be. */
    private static TraceState unchecked(String ot) {
        return new UncheckedTraceState(ot);
    }

    private static String text(TraceState state) {
        List<String> members = new ArrayList<>();
        state.forEach((key, value) -> members.add(key + "=" + value));
        return String.join(",", members);
    }

    @Property
    void threshold_isReadAsItWasWritten(@ForAll @LongRange(min = 0, max = OtelTraceState.LIMIT - 1) long threshold) {
        String encoded = OtelTraceState.encode(threshold);

        assertThat(encoded).matches("[0-9a-f]{1,14}").matches("0|.*[1-9a-f]");
        assertThat(new OtelTraceState(state("th:" + encoded)).threshold()).isEqualTo(threshold);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0",
        "0.5, 8",
        "0.25, c",
        "0.75, 4",
        "0.1, e6666666666666",
        "0.01, fd70a3d70a3d71",
        "0.0000000001, ffffffff920c81"
    })
    void threshold_ofARatioIsWhatItKeepsOut(double ratio, String encoded) {
        assertThat(OtelTraceState.encode(OtelTraceState.threshold(ratio))).isEqualTo(encoded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "th:",
                "th:g",
                "th:C",
                "th:0123456789abcde",
                "th:-1",
                "th:0x1",
                "th",
                "TH:c",
                "xth:c",
                "th :c",
                "th: c",
                "th:c ",
                "rv:c",
                ":c",
                ";;;",
                ":",
                "th:+1",
                "th:１"
            })
    void threshold_thatIsMalformedCountsAsAbsent(String ot) {
        assertThat(new OtelTraceState(unchecked(ot)).threshold()).isNegative();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rv:", "rv:0123456789abc", "rv:0123456789abcde", "rv:0123456789ABCD", "rv:0123456789abcg"})
    void randomness_thatIsMalformedIsThatOfTheTraceId(String ot) {
        assertThat(new OtelTraceState(unchecked(ot)).randomness(0xFF23_4567_89AB_CDEFL))
                .isEqualTo(0x23_4567_89AB_CDEFL);
    }

    @Test
    void randomness_thatIsSaidWinsOverTheTraceId() {
        assertThat(new OtelTraceState(state("a:b;rv:00000000000001")).randomness(-1))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "th:8, c, ot=th:c",
                "rv:0123456789abcd, c, ot=th:c;rv:0123456789abcd",
                "x:Y.-_9;th:8;rv:0123456789abcd;z:1, c, ot=th:c;rv:0123456789abcd;x:Y.-_9;z:1",
                "x:1;th:8, , ot=x:1",
                "th:8;th:c, 0, ot=th:0",
                "broken;x:1;y:;:z;9:a;A:b;q:a b;th:zz, 4, ot=th:4;x:1"
            })
    void with_keepsEveryOtherKeyAndMovesTheMemberToTheFront(String ot, String threshold, String expected) {
        assertThat(text(new OtelTraceState(state(ot)).with(threshold))).isEqualTo(expected + ",last=2,first=1");
    }

    @Test
    void with_whatIsThereAlreadyIsTheSame() {
        TraceState state = state("th:c;rv:0123456789abcd;x:1");

        assertThat(new OtelTraceState(state).with("c")).isSameAs(state);
        TraceState other = TraceState.builder().put("first", "1").build();
        assertThat(new OtelTraceState(other).with(null)).isSameAs(other);
    }

    @Test
    void with_noThresholdTakesOutAMemberThatSaidNothingElse() {
        assertThat(text(new OtelTraceState(state("th:c")).with(null))).isEqualTo("last=2,first=1");
    }

    @Test
    void with_keepsTheMemberWithinItsLength() {
        String full = "rv:0123456789abcd;a:" + "x".repeat(200) + ";b:" + "y".repeat(33);
        assertThat(full).hasSize(256);

        TraceState updated = new OtelTraceState(state(full)).with("e6666666666668");

        assertThat(updated.get("ot")).isEqualTo("th:e6666666666668;rv:0123456789abcd;a:" + "x".repeat(200));
    }

    @Test
    void with_makesRoomInAFullListByLeavingOutTheLast() {
        TraceStateBuilder builder = TraceState.builder();
        for (int i = 0; i < 32; i++) {
            builder.put("k" + i, "v");
        }
        TraceState full = builder.build();
        assertThat(full.size()).isEqualTo(32);

        TraceState updated = new OtelTraceState(full).with("c");

        assertThat(updated.size()).isEqualTo(32);
        assertThat(text(updated)).startsWith("ot=th:c,k31=v,").endsWith(",k1=v");
    }

    @Test
    void value_longerThanAMemberMayBeCountsAsAbsent() {
        OtelTraceState long257 = new OtelTraceState(unchecked("th:c;x:" + "y".repeat(250)));

        assertThat(long257.threshold()).isNegative();
    }

    @Property(tries = 2000)
    void anyText_isReadWithoutFailingAndWrittenWellFormed(
            @ForAll("members") String ot, @ForAll long low, @ForAll boolean sampled) {
        OtelTraceState state = new OtelTraceState(unchecked(ot));

        assertThat(state.threshold()).isLessThan(OtelTraceState.LIMIT);
        assertThat(state.randomness(low)).isBetween(0L, OtelTraceState.LIMIT - 1);
        String written = state.with(sampled ? "c" : null).get("ot");
        if (written != null && !written.equals(ot)) {
            assertThat(written)
                    .hasSizeLessThanOrEqualTo(256)
                    .matches("[a-z][a-z0-9]*:[\\w.-]+(;[a-z][a-z0-9]*:[\\w.-]+)*");
        }
        assertThat(new OtelTraceState(unchecked(String.valueOf(written))).randomness(low))
                .isEqualTo(state.randomness(low));
    }

    @Provide
    Arbitrary<String> members() {
        Arbitrary<String> parts = Arbitraries.of(
                "th:",
                "rv:",
                ";",
                ":",
                "c",
                "0",
                "0123456789abcd",
                "th:c",
                "rv:0123456789abcd",
                " ",
                "=",
                ",",
                "Z",
                "é",
                "x:1");
        return Arbitraries.oneOf(
                parts.list().ofMaxSize(30).map(list -> String.join("", list)),
                Arbitraries.strings().ofMaxLength(300));
    }
}
