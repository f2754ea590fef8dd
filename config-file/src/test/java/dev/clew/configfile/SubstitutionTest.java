package dev.clew.configfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubstitutionTest {
    private static final Map<String, String> VARIABLES = Map.of(
            "NAME", "value",
            "EMPTY", "",
            "NESTED", "${NAME}",
            "DOLLARS", "$$",
            "_under_2", "score");

    private final Substitution substitution = new Substitution(VARIABLES::get);

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "text, text",
                "'', ''",
                "${NAME}, value",
                "${env:NAME}, value",
                "a ${NAME} b, a value b",
                "${NAME}${NAME}, valuevalue",
                "${_under_2}, score",
                "${UNSET}, ''",
                "${EMPTY}, ''",
                "${UNSET:-fallback}, fallback",
                "${env:UNSET:-fallback}, fallback",
                "${EMPTY:-fallback}, fallback",
                "${NAME:-fallback}, value",
                "${UNSET:-}, ''",
                "${UNSET:-a:-b}, a:-b",
                "${UNSET:- spaced out }, ' spaced out '",
                "${NESTED}, ${NAME}",
                "${DOLLARS}, $$",
                "${UNSET:-${NAME}}, ${NAME}",
                "$, $",
                "5 $, 5 $",
                "$5, $5",
                "$NAME, $NAME",
                "a $$ b, a $ b",
                "$${NAME}, ${NAME}",
                "$$${NAME}, $value",
                "$$$${NAME}, $${NAME}",
                "$${NAME:-x}, ${NAME:-x}",
                "a $$, a $",
                "}{, }{"
            })
    void variablesAreReplacedOnceFromLeftToRight(String text, String expected) {
        assertThat(substitution.apply(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${}",
                "${1NAME}",
                "${NA-ME}",
                "${NAME",
                "${ NAME}",
                "${NAME }",
                "${NAME:fallback}",
                "${NAME?}",
                "${sys:NAME}",
                "${env:}",
                "${env:env:NAME}",
                "${NAME:-never\nclosed}",
                "${",
                "good ${NAME} and ${bad name}"
            })
    void whatOnlyLooksLikeAReferenceIsRefusedAndNotShown(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> substitution.apply(text))
                .withMessage("text in which ${ begins ${NAME} or ${NAME:-default}, and $$ stands for a dollar sign");
    }

    @Test
    void aVariableMayHoldWhatYamlWouldReadOtherwise() {
        Substitution injecting = new Substitution(name -> "a: [b]\n- c # \"");
        assertThat(injecting.apply("${NAME}")).isEqualTo("a: [b]\n- c # \"");
    }
}
