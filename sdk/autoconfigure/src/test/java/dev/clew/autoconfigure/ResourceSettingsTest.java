package dev.clew.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clew.autoconfigure.Environment.Start;
import dev.clew.sdk.settings.SettingException;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.resources.Resource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceSettingsTest {
    private static final String NAME = "OTEL_SERVICE_NAME";
    private static final String ATTRIBUTES = "OTEL_RESOURCE_ATTRIBUTES";

    @ParameterizedTest
    @CsvSource({"'', '', unknown_service:java", "'', 'service.name=a', a", "b, 'service.name=a', b", "' b ', '', b"})
    void serviceName_winsOverTheListed(String name, String attributes, String expected) {
        try (Start start = Environment.start(NAME, name, ATTRIBUTES, attributes)) {
            assertThat(start.infos()).singleElement().asString().contains("service=" + expected);
            assertThat(start.warnings()).isEmpty();
        }
        assertThat(attribute("service.name", NAME, name, ATTRIBUTES, attributes))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "k=v|v",
                " a=1 , k = v ,|v",
                "k=a=b|a=b",
                "k=a+b|a+b",
                "k=a%20b%2Cc%3dd|a b,c=d",
                "k=gr%C3%BCn|grün",
                "%6B=v|v",
                "k=first,k=last|last",
                "k=|''"
            })
    void attributes_arePercentDecoded(String list, String expected) {
        assertThat(attribute("k", ATTRIBUTES, list)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"novalue", "=v", "schlüssel=v"})
    void attributes_badPairIsNamedAndLeftOut(String pair) {
        try (Start start = Environment.start(ATTRIBUTES, "a=1," + pair + ",k=v")) {
            assertThat(start.warnings())
                    .containsExactly("OTEL_RESOURCE_ATTRIBUTES must be key=value pairs separated by commas, "
                            + "keys of 1 to 255 printable ASCII characters: OTEL_RESOURCE_ATTRIBUTES=" + pair
                            + "; this pair is left out");
        }
        assertThat(attribute("k", ATTRIBUTES, "a=1," + pair + ",k=v")).isEqualTo("v");
    }

    @ParameterizedTest
    @ValueSource(strings = {"50%", "%4", "a%zzb", "%C3", "%FF"})
    void attributes_badPercentIsNamedAndTakenAsItStands(String value) {
        try (Start start = Environment.start(ATTRIBUTES, "k=" + value)) {
            assertThat(start.warnings())
                    .containsExactly("OTEL_RESOURCE_ATTRIBUTES must be UTF-8 text with %XX for what is not printable: "
                            + "OTEL_RESOURCE_ATTRIBUTES=k=" + value + "; the text is taken as it stands");
        }
        assertThat(attribute("k", ATTRIBUTES, "k=" + value)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"novalue", "k=50%"})
    void strict_throwsWithThePair(String pair) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> Environment.startStrictly(ATTRIBUTES, pair))
                .withMessageStartingWith("OTEL_RESOURCE_ATTRIBUTES must be ")
                .withMessageEndingWith("OTEL_RESOURCE_ATTRIBUTES=" + pair);
    }

    @Test
    void attributes_winOverWhatWasDetected() {
        assertThat(attribute("host.name", ATTRIBUTES, "host.name=mine")).isEqualTo("mine");
    }

    private static @Nullable String attribute(String key, String... variables) {
        FakeProviders.MEMORY.clear();
        String[] all = new String[variables.length + 2];
        System.arraycopy(variables, 0, all, 2, variables.length);
        all[0] = "OTEL_TRACES_EXPORTER";
        all[1] = "memory";
        try (Start start = Environment.start(all)) {
            start.sdk().getTracer("t").spanBuilder("s").startSpan().end();
            start.sdk().forceFlush().join(10, TimeUnit.SECONDS);
            Resource resource = FakeProviders.MEMORY.spans().get(0).getResource();
            return resource.getAttribute(AttributeKey.stringKey(key));
        }
    }
}
