package dev.clew.instrumentation.grpc;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.opentelemetry.api.OpenTelemetry;
import org.junit.jupiter.api.Test;

class GrpcTracingTest {
    private final GrpcTracingBuilder builder = GrpcTracing.builder(OpenTelemetry.noop());

    @Test
    @SuppressWarnings("NullAway") // what a caller without null checks may pass
    void null_isRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GrpcTracing.create(null))
                .withMessage("openTelemetry must not be null: openTelemetry=null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.setKnownMethods(null))
                .withMessage("knownMethods must not be null: knownMethods=null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.captureRequestHeaders((String) null))
                .withMessage("name must be one that metadata can have: name=null");
    }

    @Test
    void nameThatMetadataCannotHave_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.captureResponseTrailers("x-fine", "not a name"))
                .withMessage("name must be one that metadata can have: name=not a name");
    }
}
