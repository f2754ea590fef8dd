package dev.clew.sdk.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OtlpSpanWriterTest {
    private static final Resource RESOURCE = Resource.empty();
    private static final InstrumentationScopeInfo SCOPE = InstrumentationScopeInfo.create("scope");

    @Property(tries = 2000)
    void write_isReadBackAsTheSameSpan(@ForAll long seed) {
        SpanData span = read(new RandomRequest(seed).span().toByteArray());

        assertThat(read(OtlpSpanWriter.write(span))).isEqualTo(span);
    }

    @Property(tries = 500)
    void write_isWhatTheProtobufLibraryReads(@ForAll long seed) throws InvalidProtocolBufferException {
        SpanData span = read(new RandomRequest(seed).span().toByteArray());

        Span parsed = Span.parseFrom(OtlpSpanWriter.write(span));

        assertThat(span).isEqualTo(Expected.span(parsed, RESOURCE, SCOPE));
        assertThat(parsed.getUnknownFields().asMap()).isEmpty();
    }

    @Test
    void write_takesWhatAWrapperSays() {
        SpanData span = new DelegatingSpanData(read(new RandomRequest(1).span().toByteArray())) {
            @Override
            public String getName() {
                return "redacted";
            }

            @Override
            public Attributes getAttributes() {
                return Attributes.of(AttributeKey.stringKey("user"), "***");
            }

            @Override
            public int getTotalAttributeCount() {
                return 0; // fewer than there are, which is not so many dropped
            }
        };

        SpanData written = read(OtlpSpanWriter.write(span));

        assertThat(written.getName()).isEqualTo("redacted");
        assertThat(written.getAttributes()).isEqualTo(Attributes.of(AttributeKey.stringKey("user"), "***"));
        assertThat(written.getTotalAttributeCount()).isEqualTo(1);
    }

    private static SpanData read(byte[] message) {
        return OtlpSpanReader.read(message, 0, message.length, RESOURCE, SCOPE);
    }
}
