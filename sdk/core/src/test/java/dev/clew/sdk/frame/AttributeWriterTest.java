package dev.clew.sdk.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.clew.sdk.telemetry.Allocation;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributeWriterTest {
    private static final int TAG = 0x0A; // Resource.attributes = 1

    private final OtlpWriter out = new OtlpWriter(16);
    private final AttributeWriter writer = new AttributeWriter(out);

    private AnyValue written(Object value) throws InvalidProtocolBufferException {
        out.reset(0);
        writer.write(TAG, "key", value);
        KeyValue parsed = Resource.parseFrom(out.toByteArray()).getAttributes(0);
        assertThat(parsed.getKey()).isEqualTo("key");
        return parsed.getValue();
    }

    @Test
    void write_strings() throws InvalidProtocolBufferException {
        assertThat(written("text").getStringValue()).isEqualTo("text");
        assertThat(written("").hasStringValue()).isTrue();
    }

    @Test
    void write_numbersAlsoWhenTheyAreZero() throws InvalidProtocolBufferException {
        assertThat(written(Long.MIN_VALUE).getIntValue()).isEqualTo(Long.MIN_VALUE);
        assertThat(written(0L).hasIntValue()).isTrue();
        assertThat(written(-0.5).getDoubleValue()).isEqualTo(-0.5);
        assertThat(written(0.0).hasDoubleValue()).isTrue();
        assertThat(written(Double.NaN).getDoubleValue()).isNaN();
    }

    @Test
    void write_booleans() throws InvalidProtocolBufferException {
        assertThat(written(true).getBoolValue()).isTrue();
        assertThat(written(false).hasBoolValue()).isTrue();
        assertThat(written(false).getBoolValue()).isFalse();
    }

    @Test
    void write_listsInTheirOrderWithNullsKept() throws InvalidProtocolBufferException {
        assertThat(written(Arrays.asList("a", null, "b")).getArrayValue().getValuesList())
                .extracting(AnyValue::getStringValue)
                .containsExactly("a", "", "b");
        assertThat(written(List.of(1L, 2L)).getArrayValue().getValuesList())
                .extracting(AnyValue::getIntValue)
                .containsExactly(1L, 2L);
        assertThat(written(List.of(true)).getArrayValue().getValues(0).getBoolValue())
                .isTrue();
        assertThat(written(List.of(1.5)).getArrayValue().getValues(0).getDoubleValue())
                .isEqualTo(1.5);
        assertThat(written(List.of()).hasArrayValue()).isTrue();
    }

    @Test
    void write_values() throws InvalidProtocolBufferException {
        assertThat(written(Value.of("x")).getStringValue()).isEqualTo("x");
        assertThat(written(Value.of(7)).getIntValue()).isEqualTo(7);
        assertThat(written(Value.of(7.5)).getDoubleValue()).isEqualTo(7.5);
        assertThat(written(Value.of(true)).getBoolValue()).isTrue();
        assertThat(written(Value.of(new byte[] {1, -1})).getBytesValue().toByteArray())
                .containsExactly(1, -1);
        assertThat(written(Value.empty()).getValueCase()).isEqualTo(AnyValue.ValueCase.VALUE_NOT_SET);
    }

    @Test
    void write_nestedValues() throws InvalidProtocolBufferException {
        AnyValue parsed = written(Value.of(
                io.opentelemetry.api.common.KeyValue.of("list", Value.of(Value.of(1), Value.of("two"))),
                io.opentelemetry.api.common.KeyValue.of("none", Value.empty())));

        List<KeyValue> pairs = parsed.getKvlistValue().getValuesList();
        assertThat(pairs).extracting(KeyValue::getKey).containsExactly("list", "none");
        assertThat(pairs.get(0).getValue().getArrayValue().getValues(1).getStringValue())
                .isEqualTo("two");
    }

    @Test
    void write_cutsWhatIsNestedTooDeeplyAndNothingElse() throws InvalidProtocolBufferException {
        Value<?> deep = Value.of("bottom");
        for (int i = 0; i < 10_000; i++) {
            deep = Value.of(List.of(deep));
        }

        AnyValue parsed = written(deep);

        int depth = 0;
        while (parsed.getArrayValue().getValuesCount() == 1) {
            parsed = parsed.getArrayValue().getValues(0);
            depth++;
        }
        assertThat(depth).isEqualTo(32);
        assertThat(parsed.getValueCase()).isEqualTo(AnyValue.ValueCase.VALUE_NOT_SET);
    }

    @Test
    void write_ofWhatIsNoAttributeIsAnEmptyValue() throws InvalidProtocolBufferException {
        assertThat(written(new int[0]).getValueCase()).isEqualTo(AnyValue.ValueCase.VALUE_NOT_SET);
    }

    @Test
    void writeAll_writesEachUnderTheTag() throws InvalidProtocolBufferException {
        writer.writeAll(
                TAG, Attributes.of(AttributeKey.stringKey("a"), "x", AttributeKey.longArrayKey("b"), List.of(3L, 4L)));

        List<KeyValue> parsed = Resource.parseFrom(out.toByteArray()).getAttributesList();
        assertThat(parsed).extracting(KeyValue::getKey).containsExactly("a", "b");
        assertThat(parsed.get(1).getValue().getArrayValue().getValuesCount()).isEqualTo(2);
    }

    @Test
    void write_ofPrimitivesAllocatesNothing() {
        Object[] values = {"text", 7L, 1.5, true};
        OtlpWriter roomy = new OtlpWriter(1_024);
        AttributeWriter reused = new AttributeWriter(roomy);

        assertThat(Allocation.bytesPerCall(() -> {
                    roomy.reset(0);
                    for (Object value : values) {
                        reused.write(TAG, "key", value);
                    }
                }))
                .isZero();
    }
}
