package dev.clew.propagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.opentelemetry.api.trace.TraceState;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceivedTraceStateTest {
    private static final TraceState STATE = ReceivedTraceState.of("bar=baz ,\t foo@x= a b ,,");

    @Test
    void get_findsEachMemberWithoutTheSpaceAroundIt() {
        assertThat(STATE.get("bar")).isEqualTo("baz");
        assertThat(STATE.get("foo@x")).isEqualTo(" a b");
    }

    @Test
    @SuppressWarnings("NullAway")
    void get_isNullForWhatIsNotAKey() {
        assertThat(STATE.get("ba")).isNull();
        assertThat(STATE.get("baz")).isNull();
        assertThat(STATE.get("")).isNull();
        assertThat(STATE.get(null)).isNull();
    }

    @Test
    void size_countsMembersNotCommas() {
        assertThat(STATE.size()).isEqualTo(2);
        assertThat(STATE.isEmpty()).isFalse();
    }

    @Test
    void asMap_keepsTheOrder() {
        assertThat(STATE.asMap()).containsExactly(entry("bar", "baz"), entry("foo@x", " a b"));
    }

    @Test
    @SuppressWarnings("NullAway")
    void forEach_nullConsumerIsIgnored() {
        STATE.forEach(null);
        assertThat(STATE.size()).isEqualTo(2);
    }

    @Test
    void toBuilder_keepsAllMembersAndTheirOrder() {
        TraceState copy = ReceivedTraceState.of("c=1,b=2, a=3").toBuilder().build();
        assertThat(copy.asMap()).containsExactly(entry("c", "1"), entry("b", "2"), entry("a", "3"));
    }

    @Test
    void equals_spaceDoesNotCountButOrderDoes() {
        TraceState spaced = ReceivedTraceState.of(" a=1 , b=2");
        assertThat(spaced)
                .isEqualTo(ReceivedTraceState.of("a=1,b=2"))
                .hasSameHashCodeAs(ReceivedTraceState.of("a=1,b=2"))
                .isNotEqualTo(ReceivedTraceState.of("b=2,a=1"))
                .isNotEqualTo(ReceivedTraceState.of("a=1,b=3"));
    }

    @Test
    void equals_isAsNarrowAsOpenTelemetrysSoThatItStaysSymmetric() {
        TraceState received = ReceivedTraceState.of("a=1");
        TraceState built = received.toBuilder().build();
        assertThat(built.equals(received)).isFalse();
        assertThat(received.equals(built)).isFalse();
    }

    @Test
    void equals_ofAMalformedOneIsNotThatOfNone() {
        TraceState malformed = ReceivedTraceState.of("a");
        assertThat(malformed.isEmpty()).isTrue();
        assertThat(malformed.equals(TraceState.getDefault())).isFalse();
        assertThat(ReceivedTraceState.format(malformed)).isEmpty();
    }

    @Test
    void parse_takes32MembersAndNoMore() {
        assertThat(ReceivedTraceState.of(members(32)).size()).isEqualTo(32);
        assertThat(ReceivedTraceState.of(members(33)).isEmpty()).isTrue();
    }

    @Test
    void parse_countsAKeyThatStandsTwiceOnceAndKeepsItsFirstValue() {
        for (int i = 0; i < 31; i++) {
            String list = members(31) + ",k" + i + "=again";
            TraceState state = ReceivedTraceState.of(list);
            assertThat(state.size()).as(list).isEqualTo(31);
            assertThat(state.asMap())
                    .isEqualTo(ReceivedTraceState.of(members(31)).asMap());
            assertThat(ReceivedTraceState.format(state)).isEqualTo(list);
        }
    }

    @Test
    void parse_takes32MembersAlsoWhereKeysStandTwice() {
        assertThat(ReceivedTraceState.of(members(31) + ",k1=again").isEmpty()).isFalse();
        assertThat(ReceivedTraceState.of(members(32) + ",k1=again").isEmpty()).isTrue();
    }

    @Test
    void parse_looksAtNoMoreThan32MembersCanHave() {
        String longest = ("k".repeat(256) + "=" + "v".repeat(256) + ",").repeat(32);
        assertThat(accepts(longest)).isTrue();
        assertThat(accepts(longest + ",")).isFalse();
    }

    @Test
    void parse_takesTheLongestKeysAndValues() {
        assertThat(accepts("k".repeat(256) + "=" + "v".repeat(256))).isTrue();
        assertThat(accepts("t".repeat(241) + "@" + "s".repeat(14) + "=v")).isTrue();
        assertThat(accepts("k".repeat(257) + "=v")).isFalse();
        assertThat(accepts("k=" + "v".repeat(257))).isFalse();
        assertThat(accepts("t".repeat(242) + "@s=v")).isFalse();
        assertThat(accepts("t@" + "s".repeat(15) + "=v")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1", "a_-*/9=1", "9t@s=1", "a=!\"#~", "a=1,", ",,a=1", "a=1 \t,\t b=2"})
    void parse_takesWhatTheGrammarAllows(String list) {
        assertThat(accepts(list)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                " ",
                "a",
                "=1",
                "a=",
                "a= ",
                "a=1=2",
                "A=1",
                "9=1",
                "a b=1",
                "a =1",
                "@s=1",
                "t@=1",
                "t@9=1",
                "t@s@s=1",
                "a=\u00e9",
                "a=1\u007f",
                "a=1\n",
                "a=1\tb=2",
                "a=1,b",
                "\u0430=1"
            })
    void parse_isEmptyForWhatItForbids(String list) {
        assertThat(accepts(list)).isFalse();
    }

    @Test
    void isEmpty_checksWithoutAllocating() {
        String list = members(32);
        assertThat(Allocation.bytesPerCall(() -> {
                    TraceState state = ReceivedTraceState.of(list);
                    return state.isEmpty() ? "" : state;
                }))
                .isBetween(1L, 24L);
    }

    private static boolean accepts(String list) {
        return !ReceivedTraceState.of(list).isEmpty();
    }

    private static String members(int count) {
        return IntStream.range(0, count).mapToObj(i -> "k" + i + "=" + i).collect(Collectors.joining(","));
    }
}
