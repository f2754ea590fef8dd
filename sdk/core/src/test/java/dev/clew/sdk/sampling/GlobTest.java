package dev.clew.sdk.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "GET /health*, GET /healthz, true",
        "GET /health*, GET /health, true",
        "GET /health*, get /health, false",
        "*/orders/*, GET /orders/7, true",
        "a?c, abc, true",
        "a?c, ac, false",
        "'', '', true",
        "'', a, false",
        "*, '', true",
        "a.c, abc, false",
        "a*b*c, aXbXbXc, true",
        "a*b*c, aXbXbXcX, false"
    })
    void pattern_isForTheWholeText(String pattern, String text, boolean matches) {
        assertThat(new Glob(pattern).matches(text)).isEqualTo(matches);
    }

    @Property(tries = 2000)
    void pattern_meansWhatTheRegularExpressionWould(@ForAll("texts") String pattern, @ForAll("texts") String text) {
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");

        assertThat(new Glob(pattern).matches(text))
                .isEqualTo(Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches());
    }

    @Test
    void pattern_madeToTakeLongDoesNot() {
        assertThat(new Glob("*a".repeat(500) + "b").matches("a".repeat(5_000))).isFalse();
    }

    @Test
    void value_matchesAsTextOrByAnElement() {
        assertThat(new Glob("7").matchesValue(7L)).isTrue();
        assertThat(new Glob("true").matchesValue(true)).isTrue();
        assertThat(new Glob("b*").matchesValue(List.of("a", "bc"))).isTrue();
        assertThat(new Glob("x").matchesValue(List.of("a", "bc"))).isFalse();
        assertThat(new Glob("*").matchesValue(2.5)).isTrue();
        assertThat(new Glob("*").matchesValue(null)).isFalse();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab*?\n").ofMaxLength(12);
    }
}
