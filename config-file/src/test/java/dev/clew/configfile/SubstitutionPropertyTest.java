package dev.clew.configfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

class SubstitutionPropertyTest {
    private static final Substitution NONE = new Substitution(name -> null);

    @Property
    void textWithoutADollarStaysAsItIs(@ForAll String text) {
        String bare = text.replace("$", "");
        assertThat(NONE.apply(bare)).isEqualTo(bare);
    }

    @Property
    void anyTextSurvivesWithItsDollarsDoubled(@ForAll("nasty") String text) {
        assertThat(NONE.apply(text.replace("$", "$$"))).isEqualTo(text);
    }

    @Property
    void whatAVariableHoldsIsTakenAsItIs(
            @ForAll("nasty") String value,
            @ForAll @AlphaChars @StringLength(min = 1, max = 8) String name,
            @ForAll("plain") String before,
            @ForAll("plain") String after) {
        Map<String, String> variables = Map.of(name, value);
        assertThat(new Substitution(variables::get).apply(before + "${" + name + ":-}" + after))
                .isEqualTo(before + value + after);
    }

    @Property
    void anyTextIsSubstitutedOrRefused(@ForAll("nasty") String text) {
        String result;
        try {
            result = NONE.apply(text);
        } catch (IllegalArgumentException refused) {
            assertThat(text).contains("${");
            return;
        }
        assertThat(result.length()).isLessThanOrEqualTo(text.length());
    }

    @Provide
    Arbitrary<String> nasty() {
        return Arbitraries.strings().withChars("${}:-envNAM_1 \n").ofMaxLength(24);
    }

    @Provide
    Arbitrary<String> plain() {
        return Arbitraries.strings().withChars("{}:- a\n").ofMaxLength(8);
    }
}
