package dev.clew.sdk.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OtlpSpanReaderTest {
    private static final Resource RESOURCE =
            Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "shop"));
    private static final InstrumentationScopeInfo SCOPE = InstrumentationScopeInfo.create("scope");

    @Property(tries = 500)
    void readRequest_seesWhatTheProtobufLibrarySees(@ForAll long seed) {
        ExportTraceServiceRequest request = new RandomRequest(seed).request();
        List<SpanData> expected = new ArrayList<>();
        for (ResourceSpans resourceSpans : request.getResourceSpansList()) {
            for (ScopeSpans scopeSpans : resourceSpans.getScopeSpansList()) {
                for (Span span : scopeSpans.getSpansList()) {
                    expected.add(Expected.span(span, Expected.resource(resourceSpans), Expected.scope(scopeSpans)));
                }
            }
        }

        assertThat(OtlpSpanReader.readRequest(request.toByteArray())).isEqualTo(expected);
    }

    @Property(tries = 200)
    void read_ofARangeSeesTheSameSpanTwice(@ForAll long seed) {
        Span span = new RandomRequest(seed).span();
        byte[] message = span.toByteArray();
        byte[] surrounded = new byte[message.length + 10];
        new Random(seed).nextBytes(surrounded);
        System.arraycopy(message, 0, surrounded, 7, message.length);

        SpanData once = OtlpSpanReader.read(surrounded, 7, message.length, RESOURCE, SCOPE);
        SpanData again = OtlpSpanReader.read(message, 0, message.length, RESOURCE, SCOPE);

        assertThat(once)
                .isEqualTo(Expected.span(span, RESOURCE, SCOPE))
                .isEqualTo(again)
                .hasSameHashCodeAs(again);
    }

    @Property(tries = 3000)
    void readRequest_ofAMutatedRequestReadsItOrSaysMalformed(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] request = new RandomRequest(seed).request().toByteArray();
        for (int i = 0; request.length > 0 && i <= random.nextInt(5); i++) {
            request[random.nextInt(request.length)] = (byte) random.nextInt();
        }

        readOrMalformed(request);
    }

    @Property(tries = 1000)
    void readRequest_ofATruncatedRequestReadsItOrSaysMalformed(@ForAll long seed) {
        byte[] request = new RandomRequest(seed).request().toByteArray();
        byte[] head = new byte[new Random(seed).nextInt(request.length + 1)];
        System.arraycopy(request, 0, head, 0, head.length);

        readOrMalformed(head);
    }

    @Property(tries = 3000)
    void readRequest_ofAnyBytesReadsThemOrSaysMalformed(@ForAll byte[] bytes) {
        readOrMalformed(bytes);
    }

    @SuppressWarnings("EmptyCatch") // Any other exception fails the property: that is the property.
    private static void readOrMalformed(byte[] bytes) {
        try {
            for (SpanData span : OtlpSpanReader.readRequest(bytes)) {
                assertThat(span.toString()).isNotEmpty();
            }
        } catch (MalformedOtlpException allowed) {
            // The documented answer.
        }
    }

    @Test
    void read_skipsFieldsItDoesNotKnow() {
        Span plain = bare().build();
        Span extended = bare().setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                900,
                                UnknownFieldSet.Field.newBuilder()
                                        .addVarint(-1)
                                        .addFixed32(1)
                                        .addFixed64(1)
                                        .addLengthDelimited(ByteString.copyFromUtf8("later"))
                                        .build())
                        .build())
                .build();

        assertThat(read(extended.toByteArray())).isEqualTo(read(plain.toByteArray()));
    }

    @Test
    void read_knownFieldWithAnotherWireTypeIsAnUnknownField() {
        byte[] nameAsVarint = concat(bare().setName("kept").build().toByteArray(), 5 << 3, 42);

        assertThat(read(nameAsVarint).getName()).isEqualTo("kept");
    }

    @Test
    void read_unknownKindIsInternal() {
        assertThat(read(bare().setKindValue(99).build().toByteArray()).getKind())
                .isEqualTo(SpanKind.INTERNAL);
    }

    @Test
    void read_textThatIsNotUtf8GetsReplacementCharacters() {
        byte[] message = concat(bare().build().toByteArray(), 5 << 3 | 2, 2, 'a', 0xFF);

        assertThat(read(message).getName()).isEqualTo("a\uFFFD");
    }

    @Test
    void read_hugeDroppedCountDoesNotOverflow() {
        Span span = bare().setDroppedAttributesCount(-1)
                .addAttributes(KeyValue.newBuilder()
                        .setKey("k")
                        .setValue(AnyValue.newBuilder().setBoolValue(true)))
                .build();

        assertThat(read(span.toByteArray()).getTotalAttributeCount()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void readRequest_findsAResourceThatComesAfterItsSpans() {
        byte[] scopeSpans = ResourceSpans.newBuilder()
                .addScopeSpans(ScopeSpans.newBuilder().addSpans(bare()))
                .build()
                .toByteArray();
        byte[] resource = resource("service.name", "late").toByteArray();
        byte[] request = request(concat(scopeSpans, resource));

        SpanData span = OtlpSpanReader.readRequest(request).get(0);

        assertThat(span.getResource().getAttribute(AttributeKey.stringKey("service.name")))
                .isEqualTo("late");
    }

    @Test
    void readRequest_leavesOutResourceKeysThatOpenTelemetryRefuses() {
        byte[] request = request(concat(
                resource("gr\u00fc\u00df", "x").toByteArray(),
                ResourceSpans.newBuilder()
                        .addScopeSpans(ScopeSpans.newBuilder().addSpans(bare()))
                        .build()
                        .toByteArray()));

        assertThat(OtlpSpanReader.readRequest(request)
                        .get(0)
                        .getResource()
                        .getAttributes()
                        .isEmpty())
                .isTrue();
    }

    @Test
    void read_valuesNestedTooDeepAreMalformed() {
        assertThat(read(nested(AttributesMessage.MAX_DEPTH)).getAttributes().size())
                .isEqualTo(1);
        assertThatExceptionOfType(MalformedOtlpException.class)
                .isThrownBy(() -> read(nested(AttributesMessage.MAX_DEPTH + 1)))
                .withMessageContaining("nested");
    }

    @Test
    void read_idsOfTheWrongLengthAreMalformed() {
        assertMalformed(bare().setTraceId(ByteString.copyFrom(new byte[15])), "trace_id must have 16 bytes: length=15");
        assertMalformed(bare().setSpanId(ByteString.copyFrom(new byte[9])), "span_id must have 8 bytes: length=9");
        assertMalformed(
                bare().setParentSpanId(ByteString.copyFrom(new byte[3])),
                "parent_span_id must have 0 or 8 bytes: length=3");
        assertMalformed(bare().clearSpanId(), "a span must have a trace_id and a span_id");
        assertMalformed(bare().addLinks(Span.Link.getDefaultInstance()), "a link must have a trace_id and a span_id");
    }

    @Test
    void read_lengthBeyondTheMessageIsMalformedAndNotAllocated() {
        byte[] twoGigabytes = concat(bare().build().toByteArray(), 5 << 3 | 2, 0xFF, 0xFF, 0xFF, 0xFF, 0x07);

        assertThatThrownBy(() -> read(twoGigabytes))
                .isInstanceOf(MalformedOtlpException.class)
                .hasMessage("the message ends within a field: wantedBytes=2147483647, remainingBytes=0");
    }

    @Test
    void read_rangeOutsideTheArrayIsTheCallersMistake() {
        assertThatThrownBy(() -> OtlpSpanReader.read(new byte[4], 2, 3, RESOURCE, SCOPE))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static void assertMalformed(Span.Builder span, String message) {
        assertThatThrownBy(() -> read(span.build().toByteArray()))
                .isInstanceOf(MalformedOtlpException.class)
                .hasMessage(message);
    }

    private static byte[] nested(int depth) {
        AnyValue value = AnyValue.newBuilder().setIntValue(1).build();
        for (int i = 0; i < depth; i++) {
            value = AnyValue.newBuilder()
                    .setArrayValue(ArrayValue.newBuilder().addValues(value))
                    .build();
        }
        return bare().addAttributes(KeyValue.newBuilder().setKey("k").setValue(value))
                .build()
                .toByteArray();
    }

    private static ResourceSpans resource(String key, String value) {
        return ResourceSpans.newBuilder()
                .setResource(io.opentelemetry.proto.resource.v1.Resource.newBuilder()
                        .addAttributes(KeyValue.newBuilder()
                                .setKey(key)
                                .setValue(AnyValue.newBuilder().setStringValue(value))))
                .build();
    }

    /** A request with one {@code ResourceSpans} of exactly these bytes. */
    private static byte[] request(byte[] resourceSpans) {
        return UnknownFieldSet.newBuilder()
                .addField(
                        1,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFrom(resourceSpans))
                                .build())
                .build()
                .toByteArray();
    }

    private static Span.Builder bare() {
        return Span.newBuilder()
                .setTraceId(ByteString.copyFromUtf8("0123456789abcdef"))
                .setSpanId(ByteString.copyFromUtf8("01234567"));
    }

    private static SpanData read(byte[] message) {
        return OtlpSpanReader.read(message, 0, message.length, RESOURCE, SCOPE);
    }

    private static byte[] concat(byte[] head, int... tail) {
        byte[] bytes = new byte[tail.length];
        for (int i = 0; i < tail.length; i++) {
            bytes[i] = (byte) tail[i];
        }
        return concat(head, bytes);
    }

    private static byte[] concat(byte[] head, byte[] tail) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head);
        out.writeBytes(tail);
        return out.toByteArray();
    }
}
