package dev.clew.configfile;

import static dev.clew.configfile.Start.messageOf;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlFileTest {
    private static final Substitution VARIABLES = new Substitution(Map.of("R", "0.5", "T", "true", "N", "a: b")::get);

    @TempDir
    private Path folder;

    private static Block parse(String yaml) {
        return YamlFile.parse("otel.yaml", yaml.getBytes(UTF_8), VARIABLES);
    }

    private static String refusal(String yaml) {
        return messageOf(() -> parse(yaml));
    }

    private static String refusalOfFile(Path file) {
        return messageOf(() -> YamlFile.read("OTEL_CONFIG_FILE", file.toString(), VARIABLES));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path file = folder.resolve("otel.yaml");
        assertThat(refusalOfFile(file))
                .isEqualTo(
                        "OTEL_CONFIG_FILE must be a file that can be read (there is none): OTEL_CONFIG_FILE=" + file);
    }

    @Test
    void aFolderIsNoFile() {
        assertThat(refusalOfFile(folder))
                .startsWith("OTEL_CONFIG_FILE must be a file that can be read (")
                .contains("directory")
                .endsWith("OTEL_CONFIG_FILE=" + folder);
    }

    @Test
    void aPathThatIsNoneIsNamed() {
        assertThat(messageOf(() -> YamlFile.read("OTEL_CONFIG_FILE", "a\0b", VARIABLES)))
                .startsWith("OTEL_CONFIG_FILE must be a file that can be read (");
    }

    @Test
    void aFileOverAMegabyteIsRefused() throws IOException {
        Path file = folder.resolve("large.yaml");
        Files.writeString(file, "# " + "x".repeat(YamlFile.MAX_BYTES));
        assertThat(refusalOfFile(file))
                .isEqualTo("OTEL_CONFIG_FILE must be a file of at most 1048576 bytes: OTEL_CONFIG_FILE=" + file);
    }

    @Test
    void anEmptyFileHoldsNothing() {
        assertThat(parse("").has("file_format")).isFalse();
        assertThat(parse("# only a comment\n").has("file_format")).isFalse();
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstKey() {
        assertThat(parse("\uFEFFkey: value").text("key")).isEqualTo("value");
    }

    @Test
    void anotherEncodingIsRefusedWithItsLine() {
        assertThat(messageOf(() -> YamlFile.parse("otel.yaml", "key: value".getBytes(UTF_16), VARIABLES)))
                .isEqualTo("otel.yaml:1: the file must be UTF-8, and is not from here on");
        byte[] latin = {'a', ':', ' ', '1', '\n', 'b', ':', ' ', (byte) 0xE9, '\n'};
        assertThat(messageOf(() -> YamlFile.parse("otel.yaml", latin, VARIABLES)))
                .isEqualTo("otel.yaml:2: the file must be UTF-8, and is not from here on");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a:\n\tb: 1'| otel.yaml:2: the file must be YAML 1.2: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)",
                "'a: [1, 2'| otel.yaml:1: the file must be YAML 1.2: expected ',' or ']', but got <stream end>",
                "'a: 1\nb: c: d'| otel.yaml:2: the file must be YAML 1.2: mapping values are not allowed here",
                "'a: *nowhere'| otel.yaml:1: the file must be YAML 1.2: found undefined alias nowhere",
                "'a: 1\n---\nb: 2'| otel.yaml:2: the file must be YAML 1.2: but found another document",
            })
    void whatIsNotYamlIsOneLine(String yaml, String message) {
        assertThat(refusal(yaml)).isEqualTo(message);
    }

    @Test
    void aKeyThatIsThereTwiceIsRefused() {
        assertThat(refusal("a:\n  b: 1\n  c: 2\n  b: 3\n"))
                .isEqualTo("otel.yaml:4: a.b must be there once, and is there again");
    }

    @Test
    void theWholeFileIsAMapping() {
        assertThat(refusal("- a\n- b\n"))
                .isEqualTo("otel.yaml:1: the file must be a mapping, such as file_format: \"1.0\": it is a list");
        assertThat(refusal("text"))
                .isEqualTo("otel.yaml:1: the file must be a mapping, such as file_format: \"1.0\": it is text");
    }

    @Test
    void aKeyIsText() {
        String refused = "otel.yaml: the file must be YAML 1.2: Non scalar key is detected";
        assertThat(refusal("a:\n  ? [b]\n  : c")).startsWith(refused);
        assertThat(refusal("a: &list [b]\nc: {*list : d}")).startsWith(refused);
    }

    @Test
    void aTagOfAnotherSchemaIsRefused() {
        assertThat(refusal("a: !!javax.script.ScriptEngineManager []"))
                .isEqualTo(
                        "otel.yaml:1: a must be a value without a tag: a=tag:yaml.org,2002:javax.script.ScriptEngineManager");
    }

    @Test
    void anAliasStandsForItsAnchor() {
        Block file = parse("a: &same {x: 1}\nb: *same\n");
        assertThat(file.block("b").wholeNumber("x", 0)).isEqualTo(1);
        assertThat(file.block("b").originOf("x").path()).isEqualTo("b.x");
    }

    @Test
    void anAliasOfItselfIsRefused() {
        assertThat(refusal("a: &loop [*loop]")).contains("deeper than 64 levels, by its aliases");
    }

    @Test
    void aliasesThatMultiplyAreRefused() {
        StringBuilder bomb = new StringBuilder("l0: &l0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 6; i++) {
            bomb.append("l%d: &l%d [".formatted(i, i))
                    .append("*l%d, ".formatted(i - 1).repeat(9))
                    .append("]\n");
        }
        assertThat(refusal(bomb.toString())).contains("larger than 20000 values");
    }

    @Test
    void nestingWithoutEndIsRefusedBeforeTheStackIsUsedUp() {
        assertThat(refusal("a: " + "[".repeat(500_000)))
                .isEqualTo("otel.yaml:1: the file must not nest deeper than 64 levels");
    }

    @Test
    void theTypeOfAPlainValueIsDecidedAfterSubstitution() {
        Block file = parse("ratio: ${R}\nflag: ${T}\nunset: ${UNSET}\nnumber: ${UNSET:-5}\n");
        assertThat(file.decimal("ratio", 0, 1)).isEqualTo(0.5);
        assertThat(file.flag("flag", false)).isTrue();
        assertThat(file.has("unset")).isFalse();
        assertThat(file.wholeNumber("number", 0)).isEqualTo(5);
    }

    @Test
    void aQuotedValueStaysText() {
        Block file = parse("ratio: \"${R}\"\nunset: '${UNSET}'\n");
        assertThat(messageOf(() -> file.decimal("ratio", 0, 1)))
                .isEqualTo("otel.yaml:1: ratio must be a number from 0 to 1: ratio=\"0.5\"");
        assertThat(file.text("unset")).isEmpty();
    }

    @Test
    void aVariableMakesNoStructureAndNoKey() {
        Block file = parse("a: ${N}\n${R}: 1\n");
        assertThat(file.text("a")).isEqualTo("a: b");
        assertThat(file.wholeNumber("${R}", 0)).isEqualTo(1);
    }

    @Test
    void aReferenceThatIsNoneIsRefusedAtItsPlaceAndNotShown() {
        assertThat(refusal("a:\n  - 1\n  - s3cret${\n"))
                .isEqualTo(
                        "otel.yaml:3: a[1] must be text in which ${ begins ${NAME} or ${NAME:-default}, and $$ stands"
                                + " for a dollar sign");
    }
}
