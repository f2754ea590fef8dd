package dev.clew.sdk.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProcessResourceTest {
    private final Attributes found = ProcessResource.detect().getAttributes();

    private String text(String key) {
        return String.valueOf(found.get(AttributeKey.stringKey(key)));
    }

    @Test
    void detect_namesTheProcessAndTheSdk() {
        assertThat(text("service.name")).isEqualTo("unknown_service:java");
        assertThat(text("telemetry.sdk.name")).isEqualTo("clew");
        assertThat(text("telemetry.sdk.language")).isEqualTo("java");
        assertThat(text("telemetry.sdk.version")).isNotBlank();
        assertThat(found.get(AttributeKey.longKey("process.pid")))
                .isEqualTo(ProcessHandle.current().pid());
        assertThat(text("process.runtime.version")).isEqualTo(Runtime.version().toString());
        assertThat(text("os.type")).matches("linux|darwin|windows|[a-z]+");
        assertThat(text("process.executable.path")).contains(System.getProperty("java.home"));
    }

    @Test
    void detect_makesAnInstanceIdOfItsOwnEachTime() {
        AttributeKey<String> id = AttributeKey.stringKey("service.instance.id");

        UUID uuid = UUID.fromString(text("service.instance.id"));
        assertThat(uuid.version()).as("random").isEqualTo(4);
        assertThat(uuid.variant()).as("of RFC 9562").isEqualTo(2);
        assertThat(ProcessResource.detect().getAttribute(id)).isNotEqualTo(uuid.toString());
    }

    @Test
    void detect_tellsNothingThatMayBeSecret() {
        assertThat(found.asMap().keySet())
                .extracting(AttributeKey::getKey)
                .noneMatch(key -> key.startsWith("process.command") || key.contains("args") || key.contains("owner"));
    }

    @Test
    void detect_leavesNothingBlank() {
        assertThat(found.asMap().values())
                .allSatisfy(value -> assertThat(value.toString()).isNotBlank());
    }
}
