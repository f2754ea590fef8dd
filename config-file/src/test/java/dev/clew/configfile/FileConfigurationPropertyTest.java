package dev.clew.configfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.ClewSdk;
import dev.clew.sdk.settings.SettingException;
import dev.clew.sdk.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Level;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Whatever a file holds: it is used, or refused in one line that names it. */
class FileConfigurationPropertyTest {
    private static final List<String> KEYS = List.of(
            "file_format",
            "disabled",
            "resource",
            "attributes",
            "attributes_list",
            "name",
            "value",
            "type",
            "attribute_limits",
            "attribute_count_limit",
            "propagator",
            "composite",
            "composite_list",
            "tracecontext",
            "tracer_provider",
            "limits",
            "sampler",
            "parent_based",
            "root",
            "trace_id_ratio_based",
            "ratio",
            "always_on",
            "processors",
            "batch",
            "simple",
            "exporter",
            "memory",
            "properties",
            "otlp_http",
            "otlp_grpc",
            "endpoint",
            "headers",
            "tls",
            "ca_file",
            "schedule_delay",
            "mine",
            "nonsense");

    @Property(tries = 300)
    void anyTreeIsUsedOrRefusedInOneLine(@ForAll("trees") String tree) {
        check("file_format: '1.0'\n" + tree);
    }

    @Property(tries = 300)
    void anyChangeOfTheExampleIsUsedOrRefusedInOneLine(
            @ForAll @IntRange(max = 1200) int at,
            @ForAll @IntRange(max = 30) int removed,
            @ForAll("inserted") String inserted)
            throws IOException {
        String example = Files.readString(Path.of("../docs/config-file-example.yaml"));
        int from = Math.min(at, example.length());
        int to = Math.min(from + removed, example.length());
        check(example.substring(0, from) + inserted + example.substring(to));
    }

    @Property
    void anyBytesAreReadOrRefusedInOneLine(@ForAll byte[] bytes) {
        try {
            YamlFile.parse(Start.FILE, bytes, new Substitution(name -> null));
        } catch (SettingException refused) {
            checkMessage(refused);
        }
    }

    private static void check(String yaml) {
        Settings settings = Settings.of(new Properties(), Map.of("OTEL_CONFIG_FILE", Start.write(yaml)));
        try (LogLines quiet = new LogLines()) {
            new FileConfiguration(Map.of("COLLECTOR", "http://h")::get)
                    .read(ClewSdk.builder(), settings)
                    .close();
            assertThat(quiet.at(Level.INFO)).hasSize(1);
        } catch (SettingException refused) {
            checkMessage(refused);
        }
    }

    private static void checkMessage(SettingException refused) {
        assertThat(refused.getMessage()).startsWith(Start.FILE).hasSizeLessThan(1000);
        assertThat(refused.getMessage()).doesNotContainPattern("\\R");
    }

    @Provide
    Arbitrary<String> inserted() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars(" \n\t:-[]{}\"'#&*!|>%@`$,?a1").ofMaxLength(6),
                Arbitraries.of("${", "*a", "&a ", "!!int ", "<<: ", "\n---\n", "null", "\u0085", "\uFEFF", "\0"));
    }

    /** Trees of the schema's keys, most of them in the wrong place. */
    @Provide
    Arbitrary<String> trees() {
        return entries(5)
                .map(entries -> entries.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals("file_format"))
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining("\n")));
    }

    private static Arbitrary<Map<String, String>> entries(int depth) {
        return Arbitraries.maps(Arbitraries.of(KEYS), value(depth)).ofMinSize(1).ofMaxSize(3);
    }

    private static Arbitrary<String> value(int depth) {
        Arbitrary<String> scalar = Arbitraries.of(
                "", "null", "1", "-1", "0.5", "1e400", "true", "text", "'1'", "\"${HOME}\"", "'${'", "a=b", "http://h");
        if (depth == 0) {
            return scalar;
        }
        Arbitrary<String> mapping = entries(depth - 1)
                .map(entries -> entries.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining(", ", "{", "}")));
        Arbitrary<String> list =
                value(depth - 1).list().ofMaxSize(2).map(values -> "[" + String.join(", ", values) + "]");
        return Arbitraries.frequencyOf(Tuple.of(4, mapping), Tuple.of(2, list), Tuple.of(2, scalar));
    }
}
