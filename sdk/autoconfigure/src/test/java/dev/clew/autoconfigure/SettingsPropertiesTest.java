package dev.clew.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clew.sdk.settings.SettingException;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsPropertiesTest {
    @ParameterizedTest
    @CsvSource({
        "250, PT0.25S",
        "3ns, PT0.000000003S",
        "3us, PT0.000003S",
        "3 ms, PT0.003S",
        "3s, PT3S",
        "3m, PT3M",
        "3H, PT3H",
        "3d, PT72H",
        "0, PT0S"
    })
    void duration_hasAUnitOrIsInMilliseconds(String value, Duration expected) {
        assertThat(of(value).getDuration("my.key")).isEqualTo(expected);
    }

    @Test
    void values_areReadAsWhatTheyAre() {
        assertThat(of(" text ").getString("my.key")).isEqualTo("text");
        assertThat(of("-7").getInt("my.key")).isEqualTo(-7);
        assertThat(of("5000000000").getLong("my.key")).isEqualTo(5_000_000_000L);
        assertThat(of("0.5").getDouble("my.key")).isEqualTo(0.5);
        assertThat(of("TRUE").getBoolean("my.key")).isTrue();
        assertThat(of("a, b,,a").getList("my.key")).isEqualTo(List.of("a", "b", "a"));
        assertThat(of("a=1, b = x=y ,").getMap("my.key")).isEqualTo(Map.of("a", "1", "b", "x=y"));
    }

    @Test
    void values_unsetAreNullOrEmptyOrTheCallersDefault() {
        ConfigProperties blank = of(" ");

        assertThat(blank.getString("my.key")).isNull();
        assertThat(blank.getInt("my.key")).isNull();
        assertThat(blank.getBoolean("my.key")).isNull();
        assertThat(blank.getDuration("my.key")).isNull();
        assertThat(blank.getList("my.key")).isEmpty();
        assertThat(blank.getMap("my.key")).isEmpty();
        assertThat(blank.getInt("my.key", 3)).isEqualTo(3);
        assertThat(blank.getList("my.key", List.of("x"))).containsExactly("x");
    }

    @Test
    void values_thatCannotBeUsedAreReportedAndUnset() {
        assertUnusable("2147483648", ConfigProperties::getInt, "a whole number from -2^31 to 2^31-1");
        assertUnusable("1.5", ConfigProperties::getLong, "a whole number from -2^63 to 2^63-1");
        assertUnusable("much", ConfigProperties::getDouble, "a number");
        assertUnusable("3 weeks", ConfigProperties::getDuration, "a whole number with ns");
        assertUnusable("99999999999999999999", ConfigProperties::getDuration, "a whole number with ns");
        assertUnusable("9000000000000000000d", ConfigProperties::getDuration, "a whole number with ns");
    }

    @Test
    void map_withABadPairIsReportedAndEmpty() {
        try (LogLines log = new LogLines()) {
            assertThat(of("a=1,=2").getMap("my.key")).isEmpty();
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("MY_KEY must be key=value pairs separated by commas: MY_KEY=a=1,=2");
        }
    }

    private static void assertUnusable(String value, BiFunction<ConfigProperties, String, ?> getter, String expected) {
        try (LogLines log = new LogLines()) {
            assertThat((Object) getter.apply(of(value), "my.key")).isNull();
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("MY_KEY must be " + expected)
                    .contains(": MY_KEY=" + value + ";");
        }
        ConfigProperties strict =
                new SettingsProperties(Environment.settings("MY_KEY", value, "OTEL_JAVA_CLEW_STRICT", "true"));
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> getter.apply(strict, "my.key"))
                .withMessageContaining(expected);
    }

    private static ConfigProperties of(String value) {
        return new SettingsProperties(Environment.settings("MY_KEY", value));
    }
}
