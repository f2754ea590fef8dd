package dev.clew.sdk.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.telemetry.Allocation;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class EncodedAttributesTest {
    private static final byte[] BYTES = {0, 1, 2, 3};

    private final EncodedAttributes attributes = new EncodedAttributes();

    private void come(String name, String value) {
        assertThat(attributes.find(name, value)).isNull();
        attributes.written(name, value, BYTES, 1, 3);
    }

    @Test
    void find_knowsAnAttributeThatCameTwice() {
        come("http.request.method", "GET");
        come("http.request.method", "GET");

        assertThat(attributes.find("http.request.method", "GET")).containsExactly(1, 2);
        assertThat(attributes.find("http.request.method", new String("GET".toCharArray())))
                .containsExactly(1, 2);
        assertThat(attributes.find("http.request.method", "PUT")).isNull();
        assertThat(attributes.find("http.request.methoe", "GET")).isNull();
    }

    @Test
    void find_keepsNoLongNameAndNoLongValue() {
        String name = "n".repeat(EncodedNames.MAX_LENGTH + 1);
        String value = "v".repeat(EncodedAttributes.MAX_LENGTH + 1);
        for (int i = 0; i < 3; i++) {
            come(name, "value");
            come("name", value);
        }
        come("name", "");
        come("name", "");

        assertThat(attributes.find("name", "")).isNotNull();
    }

    @Test
    void find_ofValuesThatAreNewEachTimeAllocatesNothing() {
        String[] once = IntStream.range(0, 3 * EncodedAttributes.PLACES)
                .mapToObj(i -> "user-" + i * 0x9E3779B9)
                .toArray(String[]::new);
        int[] next = {0};

        assertThat(Allocation.bytesPerCall(() -> {
                    next[0] = (next[0] + 1) % once.length;
                    if (attributes.find("user.id", once[next[0]]) == null) {
                        attributes.written("user.id", once[next[0]], BYTES, 0, 4);
                    }
                }))
                .isZero();
    }

    /** Few names and values of few characters: they share places. */
    @Property
    void find_answersWhatWasWrittenForThisVeryAttribute(
            @ForAll @Size(max = 200) List<@StringLength(max = 3) @CharRange(from = 'a', to = 'c') String> texts) {
        for (int i = 1; i < texts.size(); i++) {
            String name = texts.get(i - 1);
            String value = texts.get(i);
            byte[] known = attributes.find(name, value);
            byte[] expected = (name + "=" + value).getBytes(UTF_8);
            if (known == null) {
                attributes.written(name, value, expected, 0, expected.length);
            } else {
                assertThat(known).isEqualTo(expected);
            }
        }
    }
}
