package dev.clew.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.autoconfigure.Environment.Start;
import org.junit.jupiter.api.Test;

class ResourceProvidersTest {
    private static final String FAKE = "FAKE_RESOURCES";
    private static final String BROKEN = "resource provider dev.clew.autoconfigure.FakeResources$Broken is left out, "
            + "its provider fails: java.lang.IllegalStateException: no cloud";

    @Test
    void providers_addInOrderAndOneThatFailsIsReported() {
        try (Start start = Environment.start(FAKE, "true")) {
            assertThat(start.row("cloud"))
                    .isEqualTo("late | resource provider dev.clew.autoconfigure.FakeResources$Late");
            assertThat(start.row("early"))
                    .isEqualTo("yes | resource provider dev.clew.autoconfigure.FakeResources$Early");
            assertThat(start.row("os.type")).endsWith(" | detected");
            assertThat(start.warnings()).containsExactly(BROKEN);
        }
    }

    @Test
    void providers_giveWayToTheVariables() {
        try (Start start = Environment.start(FAKE, "true", "OTEL_RESOURCE_ATTRIBUTES", "cloud=mine")) {
            assertThat(start.row("cloud")).isEqualTo("mine | environment variable OTEL_RESOURCE_ATTRIBUTES");
        }
    }

    @Test
    void providers_withAConditionAreAskedOnlyWhenItHolds() {
        try (Start unnamed = Environment.start(FAKE, "true");
                Start named = Environment.start(FAKE, "true", "OTEL_SERVICE_NAME", "orders")) {
            assertThat(unnamed.row("service.name")).startsWith("from the jar | resource provider ");
            assertThat(unnamed.infos()).singleElement().asString().contains("service=from the jar, ");
            assertThat(named.row("service.name")).isEqualTo("orders | environment variable OTEL_SERVICE_NAME");
        }
    }

    @Test
    void providers_canBeChosen() {
        String prefix = "dev.clew.autoconfigure.FakeResources$";
        try (Start only = Environment.start(
                        FAKE, "true", "OTEL_JAVA_ENABLED_RESOURCE_PROVIDERS", prefix + "Early, " + prefix + "Other");
                Start not = Environment.start(
                        FAKE, "true", "OTEL_JAVA_DISABLED_RESOURCE_PROVIDERS", prefix + "Late," + prefix + "Broken")) {
            assertThat(only.row("cloud")).startsWith("early | ");
            assertThat(only.warnings()).isEmpty();
            assertThat(not.row("cloud")).startsWith("early | ");
            assertThat(not.warnings()).isEmpty();
        }
    }

    @Test
    void keys_thatAreDisabledAreGoneWhoeverFoundThem() {
        try (Start start = Environment.start(
                "OTEL_RESOURCE_DISABLED_KEYS",
                "host.name, process.pid,team",
                "OTEL_RESOURCE_ATTRIBUTES",
                "team=web,k=v")) {
            assertThat(start.row("host.name")).isEqualTo("no host.name");
            assertThat(start.row("process.pid")).isEqualTo("no process.pid");
            assertThat(start.row("team")).isEqualTo("no team");
            assertThat(start.row("k")).startsWith("v | ");
        }
    }
}
