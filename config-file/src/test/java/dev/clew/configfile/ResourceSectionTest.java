package dev.clew.configfile;

import static dev.clew.configfile.Start.FILE;
import static dev.clew.configfile.Start.refusal;
import static dev.clew.configfile.Start.tracers;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.resources.Resource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceSectionTest {
    private static final String PATH = "resource.attributes[0]";

    private static Resource resource(String yaml) {
        try (Start start = Start.of(tracers("resource:\n" + yaml))) {
            assertThat(start.warnings()).isEmpty();
            return start.export().getResource();
        }
    }

    private static String refusalOf(String attribute) {
        return refusal(tracers("resource:\n  attributes:\n    - " + attribute + "\n"));
    }

    @Test
    void attributesHaveTheirTypes() {
        Resource resource = resource("""
                  attributes:
                    - {name: text, value: plain}
                    - {name: number as text, value: 1.10, type: string}
                    - {name: yes, value: true, type: bool}
                    - {name: least, value: -9223372036854775808, type: int}
                    - {name: half, value: .5, type: double}
                    - {name: whole, value: 2, type: double}
                    - {name: texts, value: [a, "1", ''], type: string_array}
                    - {name: booleans, value: [true, FALSE], type: bool_array}
                    - {name: longs, value: [1, -2], type: int_array}
                    - {name: doubles, value: [1.5, 1e3], type: double_array}
                """);
        assertThat(resource.getAttribute(AttributeKey.stringKey("text"))).isEqualTo("plain");
        assertThat(resource.getAttribute(AttributeKey.stringKey("number as text")))
                .isEqualTo("1.10");
        assertThat(resource.getAttribute(AttributeKey.booleanKey("yes"))).isTrue();
        assertThat(resource.getAttribute(AttributeKey.longKey("least"))).isEqualTo(Long.MIN_VALUE);
        assertThat(resource.getAttribute(AttributeKey.doubleKey("half"))).isEqualTo(0.5);
        assertThat(resource.getAttribute(AttributeKey.doubleKey("whole"))).isEqualTo(2.0);
        assertThat(resource.getAttribute(AttributeKey.stringArrayKey("texts"))).isEqualTo(List.of("a", "1", ""));
        assertThat(resource.getAttribute(AttributeKey.booleanArrayKey("booleans")))
                .isEqualTo(List.of(true, false));
        assertThat(resource.getAttribute(AttributeKey.longArrayKey("longs"))).isEqualTo(List.of(1L, -2L));
        assertThat(resource.getAttribute(AttributeKey.doubleArrayKey("doubles")))
                .isEqualTo(List.of(1.5, 1000.0));
    }

    @Test
    void aListInOneTextIsPercentDecodedAndComesSecond() {
        Resource resource = resource("""
                  attributes_list: "service.name=listed, place=K%C3%B6ln%2C+Rhein,empty=, ,"
                  attributes: [{name: service.name, value: named}]
                """);
        assertThat(resource.getAttribute(AttributeKey.stringKey("service.name")))
                .isEqualTo("named");
        assertThat(resource.getAttribute(AttributeKey.stringKey("place"))).isEqualTo("K\u00f6ln,+Rhein");
        assertThat(resource.getAttribute(AttributeKey.stringKey("empty"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "novalue| key=value pairs separated by commas, keys of 1 to 255 printable ASCII characters",
                "=x| key=value pairs separated by commas, keys of 1 to 255 printable ASCII characters",
                "%00=a| key=value pairs separated by commas, keys of 1 to 255 printable ASCII characters",
                "a=%zz| UTF-8 text with %XX for what is not printable",
                "%zz=a| UTF-8 text with %XX for what is not printable"
            })
    void aPairThatIsNoneIsRefused(String pair, String expected) {
        assertThat(refusal(tracers("resource:\n  attributes_list: \"a=1," + pair + "\"\n")))
                .isEqualTo(FILE + ":6: resource.attributes_list must be " + expected + ": attributes_list=" + pair);
    }

    @Test
    void schemaUrlIsTheResources() {
        assertThat(resource("  schema_url: https://example.org/schemas/1\n").getSchemaUrl())
                .isEqualTo("https://example.org/schemas/1");
    }

    @Test
    void whatClewKnowsOfTheProcessStaysAndGivesWay() {
        Resource resource = resource("  attributes: [{name: host.name, value: mine}]\n");
        assertThat(resource.getAttribute(AttributeKey.stringKey("host.name"))).isEqualTo("mine");
        assertThat(resource.getAttribute(AttributeKey.longKey("process.pid")))
                .isEqualTo(ProcessHandle.current().pid());
        assertThat(resource.getAttribute(AttributeKey.stringKey("service.name")))
                .isEqualTo("unknown_service:java");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{value: a}| .name must be text, and is not set",
                "{name: [a], value: a}| .name must be text: name=a list",
                "{name: '', value: a}| .name must be of 1 to 255 printable ASCII characters: name=",
                "{name: \u00e9, value: a}| .name must be of 1 to 255 printable ASCII characters: name=\u00e9",
                "{name: a}| .value must be there, and is not set",
                "{name: a, value: }| .value must be there, and is not set",
                "{name: a, value: [x]}| .value must be text, or have a type such as string_array: value=a list",
                "{name: a, value: {}}| .value must be text, or have a type such as string_array: value=an empty mapping",
                "{name: a, value: 1, type: bool}| .value must be true or false without quotes, for this type: value=1",
                "{name: a, value: \"1\", type: int}| .value must be a whole number from -2^63 to 2^63-1 without quotes, for this type: value=\"1\"",
                "{name: a, value: 9223372036854775808, type: int}| .value must be a whole number from -2^63 to 2^63-1 without quotes, for this type: value=9223372036854775808",
                "{name: a, value: x, type: double}| .value must be a number without quotes, for this type: value=x",
                "{name: a, value: x, type: string_array}| .value must be a list: value=x",
                "{name: a, value: [1, x], type: int_array}| .value[1] must be a whole number from -2^63 to 2^63-1 without quotes, for this type: value[1]=x",
                "{name: a, value: x, type: strin}| .type must be one of bool, bool_array, double, double_array, int, int_array, string, string_array (nearest: string): type=strin",
                "text| ' must be a mapping: attributes[0]=text'"
            })
    void anAttributeThatIsNoneIsRefused(String attribute, String message) {
        assertThat(refusalOf(attribute)).isEqualTo(FILE + ":7: " + PATH + message);
    }
}
