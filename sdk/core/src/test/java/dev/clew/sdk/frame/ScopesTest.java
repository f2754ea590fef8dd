package dev.clew.sdk.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ScopesTest {
    private final Scopes scopes = new Scopes();

    @Test
    void encoded_isTheScopeThatWasAdded() throws IOException {
        scopes.add(InstrumentationScopeInfo.create("first"));
        int id = scopes.add(InstrumentationScopeInfo.builder("jdbc")
                .setVersion("1.2")
                .setAttributes(Attributes.of(AttributeKey.longKey("n"), 1L))
                .build());

        InstrumentationScope parsed = InstrumentationScope.parseFrom(scopes.encoded(id));

        assertThat(parsed.getName()).isEqualTo("jdbc");
        assertThat(parsed.getVersion()).isEqualTo("1.2");
        assertThat(parsed.getAttributes(0).getValue().getIntValue()).isEqualTo(1);
        assertThat(scopes.get(0).getName()).isEqualTo("first");
    }

    @Test
    void encoded_leavesOutAVersionThatIsNotThere() throws IOException {
        int id = scopes.add(InstrumentationScopeInfo.create(""));

        assertThat(InstrumentationScope.parseFrom(scopes.encoded(id)))
                .isEqualTo(InstrumentationScope.getDefaultInstance());
    }
}
