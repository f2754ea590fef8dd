package dev.clew.sdk.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.clew.sdk.telemetry.Allocation;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpWriterTest {
    private static final int KEY = 0x0A; // KeyValue.key = 1
    private static final int VALUE = 0x12; // KeyValue.value = 2
    private static final int STRING = 0x0A; // AnyValue.string_value = 1

    @Property
    void writeString_isUtf8AsTheJdkWritesIt(@ForAll("text") String text) throws InvalidProtocolBufferException {
        OtlpWriter out = new OtlpWriter(0);

        out.writeString(KEY, text);

        KeyValue parsed = KeyValue.parseFrom(out.toByteArray());
        assertThat(parsed.getKeyBytes()).isEqualTo(ByteString.copyFrom(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(parsed.getKeyBytes().isValidUtf8()).isTrue();
    }

    @Provide
    Arbitrary<String> text() {
        // Surrogates in any order, with and without partners, between characters of one, two and three bytes.
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(300),
                Arbitraries.strings()
                        .withChars(
                                '\uD83E', '\uDDF6', '\uDBFF', '\uDC00', 'a', '\0', '\u00E9', '\u20AC', '\u07FF',
                                '\u0800')
                        .ofMaxLength(200));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 126, 127, 128, 129, 16_382, 16_383, 16_384, 16_385, 2_097_151, 2_097_152})
    void writeString_ofEveryLengthOfItsLength(int length) throws InvalidProtocolBufferException {
        assertThat(keyOf("x".repeat(length))).hasSize(length);
        // Three bytes a character: the length takes more room than was kept for it, and the text is moved.
        assertThat(keyOf("\u20AC".repeat(length / 3) + "x".repeat(length % 3)).getBytes(StandardCharsets.UTF_8))
                .hasSize(length);
    }

    private static String keyOf(String text) throws InvalidProtocolBufferException {
        OtlpWriter out = new OtlpWriter(16);
        out.writeString(KEY, text);
        out.writeString(VALUE, ""); // what follows is not disturbed: an empty message
        KeyValue parsed = KeyValue.parseFrom(out.toByteArray());
        assertThat(parsed.hasValue()).isTrue();
        return parsed.getKey();
    }

    @Property
    void nestedMessages_ofAnyDepthAndLength(
            @ForAll @IntRange(max = 40) int depth, @ForAll @IntRange(max = 20_000) int length) throws IOException {
        OtlpWriter out = new OtlpWriter(8);
        String text = "\u00E9".repeat(length / 2);
        int[] marks = new int[depth];
        for (int i = 0; i < depth; i++) {
            marks[i] = out.beginMessage(VALUE);
            out.writeVarint(0x18, i); // a field before the nested one, which moving may not touch
        }
        out.writeString(STRING, text);
        for (int i = depth - 1; i >= 0; i--) {
            out.endMessage(marks[i]);
        }

        CodedInputStream in = CodedInputStream.newInstance(out.toByteArray());
        for (int i = 0; i < depth; i++) {
            assertThat(in.readTag()).isEqualTo(VALUE);
            in.pushLimit(in.readRawVarint32());
            assertThat(in.readTag()).isEqualTo(0x18);
            assertThat(in.readInt64()).isEqualTo(i);
        }
        assertThat(in.readTag()).isEqualTo(STRING);
        assertThat(in.readStringRequireUtf8()).isEqualTo(text);
        assertThat(in.isAtEnd()).isTrue();
    }

    @Property
    void numbers_areAsProtobufReadsThem(@ForAll long number, @ForAll double real, @ForAll int small)
            throws IOException {
        OtlpWriter out = new OtlpWriter(0);
        out.writeVarint(0x18, number);
        out.writeFixed64(0x21, Double.doubleToRawLongBits(real));
        out.writeCount(0x28, small);
        out.ensure(13);
        out.putByte(0x35);
        out.putFixed32(small);
        out.putLongBigEndian(number);

        CodedInputStream in = CodedInputStream.newInstance(out.toByteArray());
        in.readTag();
        assertThat(in.readInt64()).isEqualTo(number);
        in.readTag();
        assertThat(in.readDouble()).isEqualTo(real);
        if (small != 0) {
            in.readTag();
            assertThat((int) in.readInt64()).isEqualTo(small);
        }
        in.readTag();
        assertThat(in.readFixed32()).isEqualTo(small);
        assertThat(Long.reverseBytes(in.readRawLittleEndian64())).isEqualTo(number);
        assertThat(in.isAtEnd()).isTrue();
    }

    @Property
    void varintSize_isWhatProtobufSays(@ForAll @IntRange(max = Integer.MAX_VALUE) int value) {
        assertThat(OtlpWriter.varintSize(value))
                .isEqualTo(com.google.protobuf.CodedOutputStream.computeUInt32SizeNoTag(value));
    }

    @Test
    void writeBytes_keepsThem() throws InvalidProtocolBufferException {
        byte[] bytes = new byte[300];
        bytes[299] = -1;
        OtlpWriter out = new OtlpWriter(0);

        out.writeBytes(0x3A, bytes); // AnyValue.bytes_value = 7

        assertThat(AnyValue.parseFrom(out.toByteArray()).getBytesValue().toByteArray())
                .isEqualTo(bytes);
    }

    @Test
    void reset_keepsRoomForAHeaderOnly() {
        OtlpWriter out = new OtlpWriter(8);
        out.writeString(KEY, "the span before this one");

        out.reset(16);
        out.setLong(8, 0x0102030405060708L);
        out.setInt(0, 9);
        out.append(new byte[] {5});

        assertThat(out.size()).isEqualTo(17);
        assertThat(out.toByteArray()).endsWith(8, 7, 6, 5, 4, 3, 2, 1, 5).startsWith(9, 0, 0, 0);
    }

    @Test
    void writing_withinItsRoomAllocatesNothing() {
        OtlpWriter out = new OtlpWriter(4_096);
        String text = "caf\u00E9 ".repeat(50);

        assertThat(Allocation.bytesPerCall(() -> {
                    out.reset(0);
                    int mark = out.beginMessage(VALUE);
                    out.writeString(STRING, text);
                    out.writeVarint(0x18, -1);
                    out.writeFixed64(0x21, 1);
                    out.endMessage(mark);
                }))
                .isZero();
    }
}
