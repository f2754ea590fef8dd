package dev.clew.sdk.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.sdk.telemetry.LogLines;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private final Properties properties = new Properties();
    private final Map<String, String> environment = new HashMap<>();

    private Settings settings() {
        return Settings.of(properties, environment);
    }

    @Test
    void get_findsTheVariableOfAKey() {
        environment.put("OTEL_SERVICE_NAME", "orders");
        environment.put("OTEL_JAVA_X_Y", "dashes are underscores");

        assertThat(settings().get("otel.service.name")).isEqualTo("orders");
        assertThat(settings().get("otel.java.x-y")).isEqualTo("dashes are underscores");
        assertThat(settings().get("otel.unset")).isNull();
    }

    @Test
    void get_aPropertyWinsOverAVariable() {
        environment.put("OTEL_SERVICE_NAME", "variable");
        properties.setProperty("otel.service.name", "property");

        assertThat(settings().get("otel.service.name")).isEqualTo("property");
    }

    @Test
    void get_blankIsUnset() {
        environment.put("OTEL_SERVICE_NAME", "variable");
        properties.setProperty("otel.service.name", " ");
        environment.put("OTEL_PROPAGATORS", "\t ");

        assertThat(settings().get("otel.service.name")).isEqualTo("variable");
        assertThat(settings().get("otel.propagators")).isNull();
    }

    @Test
    void get_takesBlanksAroundAValueAway() {
        environment.put("OTEL_SERVICE_NAME", "  orders\n");

        assertThat(settings().get("otel.service.name")).isEqualTo("orders");
    }

    @Test
    void read_answersTheParsedValueOrTheFallback() {
        environment.put("OTEL_LIMIT", "12");

        assertThat(settings().read("otel.limit", Integer::parseInt, 3)).isEqualTo(12);
        assertThat(settings().read("otel.other", Integer::parseInt, 3)).isEqualTo(3);
    }

    @Test
    void read_ofAWrongValueSaysRuleKeyAndValueAndTakesTheFallback() {
        environment.put("OTEL_RATIO", "many");
        try (LogLines log = LogLines.of(Settings.class.getName())) {
            assertThat(settings().read("otel.ratio", SettingsTest::refuseRatio, 1.0))
                    .isEqualTo(1.0);

            assertThat(log.messages())
                    .containsExactly(
                            "OTEL_RATIO must be a number from 0 to 1: OTEL_RATIO=many; the default is used instead");
        }
    }

    @Test
    void read_ofAWrongValueThrowsWhenStrict() {
        environment.put("OTEL_JAVA_CLEW_STRICT", "TRUE");
        environment.put("OTEL_RATIO", "many");

        assertThatThrownBy(() -> settings().read("otel.ratio", SettingsTest::refuseRatio, 1.0))
                .isInstanceOf(SettingException.class)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("OTEL_RATIO must be a number from 0 to 1: OTEL_RATIO=many");
    }

    @Test
    void refuseKey_namesTheOneThatWasMeant() {
        try (LogLines log = LogLines.of(Settings.class.getName())) {
            settings().refuseKey("OTEL_TRACE_SAMPLER", "OTEL_TRACES_SAMPLER");

            assertThat(log.messages())
                    .containsExactly("OTEL_TRACE_SAMPLER is not a setting; did you mean OTEL_TRACES_SAMPLER?");
        }
        environment.put("OTEL_JAVA_CLEW_STRICT", "true");

        assertThatThrownBy(() -> settings().refuseKey("OTEL_TRACE_SAMPLER", "OTEL_TRACES_SAMPLER"))
                .isInstanceOf(SettingException.class)
                .hasMessage("OTEL_TRACE_SAMPLER is not a setting; did you mean OTEL_TRACES_SAMPLER?");
    }

    @Test
    void refuse_showsAValueInOneLineOfABoundedLength() {
        environment.put("OTEL_RATIO", "a\nb\u001b[31m" + "c".repeat(100_000));
        try (LogLines log = LogLines.of(Settings.class.getName())) {
            settings().read("otel.ratio", SettingsTest::refuseRatio, 1.0);

            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .hasSizeLessThan(600)
                    .contains("OTEL_RATIO=a b [31mccc")
                    .contains("ccc...; the default");
        }
    }

    @Test
    void origin_saysWhereTheValueInForceComesFrom() {
        environment.put("OTEL_A", "1");
        environment.put("OTEL_B", "1");
        environment.put("OTEL_C", "many");
        properties.setProperty("otel.b", "2");
        Settings settings = settings();
        try (LogLines log = LogLines.of(Settings.class.getName())) {
            settings.read("otel.c", SettingsTest::refuseRatio, 1.0);
            assertThat(log.messages()).hasSize(1);
        }

        assertThat(settings.origin("otel.a")).isEqualTo("environment variable OTEL_A");
        assertThat(settings.origin("otel.b")).isEqualTo("system property otel.b");
        assertThat(settings.origin("otel.c")).isEqualTo("default, as OTEL_C cannot be used");
        assertThat(settings.origin("otel.d")).isEqualTo("default");
    }

    @Test
    void unused_isWhatIsSetAndNobodyAskedFor() {
        environment.put("OTEL_ASKED_FOR", "1");
        environment.put("OTEL_NOT_ASKED", "1");
        environment.put("OTEL_BLANK", " ");
        environment.put("PATH", "/bin");
        properties.setProperty("otel.also.not", "1");
        properties.setProperty("otel.also-asked", "1");
        Settings settings = settings();
        settings.get("otel.asked.for");
        settings.get("otel.also-asked");

        assertThat(settings.unused()).containsExactly("OTEL_NOT_ASKED", "otel.also.not");
    }

    @Test
    void ofASource_namesAndOriginsAreTheSources() {
        Settings.Source file = new Settings.Source() {
            @Override
            public String get(String key) {
                return "many";
            }

            @Override
            public String name(String key) {
                return "clew.yaml: " + key;
            }
        };
        Settings settings = Settings.of(file);

        assertThat(settings.origin("sampler.ratio")).isEqualTo("clew.yaml: sampler.ratio");
        assertThat(settings.unused()).isEmpty();
    }

    @Test
    void ofProcess_readsTheProcess() {
        assertThat(Settings.ofProcess().get("java.vendor")).isEqualTo(System.getProperty("java.vendor"));
    }

    private static double refuseRatio(String value) {
        throw new IllegalArgumentException("a number from 0 to 1");
    }
}
