package dev.clew.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.ClewSdk;
import dev.clew.sdk.ClewSdkBuilder;
import dev.clew.sdk.settings.SettingException;
import dev.clew.sdk.settings.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever text a user writes into whichever variable: an application starts, unless it asked to be told. */
class AnyTextTest {
    private static final Logger CLEW = Logger.getLogger("dev.clew");
    private static final List<String> NEAR = List.of(
            "otlp",
            "none",
            "none,otlp",
            "otlp,memory",
            "always_on",
            "traceidratio",
            "parentbased_traceidratio",
            "mine",
            "true",
            "TRUE",
            "0",
            "1",
            "-1",
            "0.5",
            "1e400",
            "2147483648",
            "10s",
            "9999999999d",
            "a=b",
            "a=%zz,=,",
            "k=v,k=w",
            "b3,b3multi",
            "http://localhost:4318",
            "http/protobuf",
            "grpc",
            "gzip",
            "/dev/null",
            "/",
            "\u0000",
            "${X}",
            ",",
            "=",
            "%",
            "info");

    @BeforeContainer
    static void quiet() {
        CLEW.setLevel(Level.OFF);
    }

    @AfterContainer
    static void loud() {
        CLEW.setLevel(null);
    }

    @Property(tries = 100)
    void start_neverThrows(@ForAll("environments") Map<String, String> environment) {
        try (ClewSdk sdk = configured(environment, false).setCloseOnExit(false).build()) {
            assertThat(sdk.describe()).startsWith("service ").contains("\nresource");
        }
    }

    @Property(tries = 400)
    void start_whenStrictThrowsNothingButSettingExceptionsOfOneLine(
            @ForAll("environments") Map<String, String> environment) {
        try {
            configured(environment, true);
        } catch (SettingException refused) {
            assertThat(refused.getMessage())
                    .contains("OTEL_")
                    .doesNotContain("\n")
                    .hasSizeLessThan(1200);
        }
    }

    private static ClewSdkBuilder configured(Map<String, String> environment, boolean strict) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("OTEL_JAVA_CLEW_STRICT", Boolean.toString(strict));
        try {
            return ClewSdk.builderFromEnvironment(Settings.of(new Properties(), variables));
        } finally {
            CLEW.setLevel(Level.OFF); // OTEL_LOG_LEVEL is among the variables
        }
    }

    @Provide
    Arbitrary<Map<String, String>> environments() {
        List<String> keys = new ArrayList<>(KnownKeys.tracing());
        keys.addAll(List.of("OTEL_TRACE_SAMPLER", "OTEL_METRICS_EXPORTER", "MY_RATIO", "OTEL_"));
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.of(NEAR),
                Arbitraries.strings().ofMaxLength(40),
                Arbitraries.strings().ascii().ofMaxLength(300));
        return Arbitraries.maps(Arbitraries.of(keys), values).ofMaxSize(8);
    }
}
