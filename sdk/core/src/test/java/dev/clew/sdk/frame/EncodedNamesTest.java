package dev.clew.sdk.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.clew.sdk.telemetry.Allocation;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EncodedNamesTest {
    private static final int TAG = 0x4A; // Span.attributes = 9

    private final EncodedNames names = new EncodedNames();

    @Test
    void find_knowsANameFromItsSecondComingOn() throws InvalidProtocolBufferException {
        assertThat(names.find("http.route")).isNull();
        byte[] known = names.find("http.route");

        assertThat(KeyValue.parseFrom(known).getKey()).isEqualTo("http.route");
        assertThat(names.find("http.route")).isSameAs(known);
    }

    @Test
    void find_goesByContentAndNotByObject() {
        names.find("http.route");
        byte[] known = names.find("http.route");

        assertThat(names.find(new String("http.route".toCharArray()))).isSameAs(known);
    }

    @Test
    void find_neverTakesOneNameForAnotherOfTheSameHash() throws InvalidProtocolBufferException {
        assertThat("Aa").hasSameHashCodeAs("BB");
        for (String name : List.of("Aa", "Aa", "BB", "Aa", "BB", "BB", "BB", "Aa", "Aa")) {
            byte[] known = names.find(name);
            if (known != null) {
                assertThat(KeyValue.parseFrom(known).getKey()).isEqualTo(name);
            }
        }
        assertThat(names.find("Aa")).isNotNull();
    }

    @Test
    void find_keepsNoLongName() {
        String longest = "x".repeat(EncodedNames.MAX_LENGTH);

        assertThat(List.of(longest, longest)).extracting(names::find).endsWith(names.find(longest));
        assertThat(names.find(longest)).isNotNull();
        for (int i = 0; i < 3; i++) {
            assertThat(names.find(longest + "x")).isNull();
        }
    }

    @Test
    void find_ofNamesThatPushEachOtherOutAllocatesNothing() {
        String[] once = IntStream.range(0, 3 * EncodedNames.PLACES)
                .mapToObj(i -> "GET /orders/" + i * 0x9E3779B9)
                .toArray(String[]::new);
        int[] next = {0};

        assertThat(Allocation.bytesPerCall(() -> {
                    next[0] = (next[0] + 1) % once.length;
                    names.find(once[next[0]]);
                }))
                .isZero();
    }

    @Property
    void aWriterThatRemembersNames_writesWhatOneDoesThatForgetsThem(@ForAll("attributes") List<List<String>> pairs) {
        OtlpWriter forgets = new OtlpWriter(0);
        OtlpWriter remembers = new OtlpWriter(0);
        remembers.remember();
        AttributeWriter plain = new AttributeWriter(forgets);
        AttributeWriter quick = new AttributeWriter(remembers);

        for (int round = 0; round < 3; round++) {
            for (List<String> pair : pairs) {
                plain.write(TAG, pair.get(0), pair.get(1));
                quick.write(TAG, pair.get(0), pair.get(1));
                long number = (round - 1L) * Long.MAX_VALUE;
                for (Object value : List.of(number, number < 0, (double) number)) {
                    plain.write(TAG, pair.get(0), value);
                    quick.write(TAG, pair.get(0), value);
                }
                forgets.writeName(TAG, pair.get(0));
                remembers.writeName(TAG, pair.get(0));
            }
        }

        assertThat(remembers.toByteArray()).isEqualTo(forgets.toByteArray());
    }

    @Provide
    Arbitrary<List<List<String>>> attributes() {
        Arbitrary<String> keys = Arbitraries.oneOf(
                Arbitraries.of("http.route", "Aa", "BB", "", "\u00E9", "k\u20ACy", "\uD83D\uDE00", "x".repeat(64)),
                Arbitraries.strings().ofMaxLength(140));
        // Around the length from which on a message takes more than 127 bytes, and of every kind of character.
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.strings().ascii().ofMinLength(90).ofMaxLength(130),
                Arbitraries.strings().ascii().ofMaxLength(20),
                Arbitraries.strings()
                        .withChars('a', '\0', '\u007F', '\u0080', '\u00E9', '\u0141', '\u20AC', '\uD83D', '\uDE00')
                        .ofMaxLength(40));
        return keys.flatMap(key -> values.map(value -> List.of(key, value)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }
}
