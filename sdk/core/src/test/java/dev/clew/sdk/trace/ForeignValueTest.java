package dev.clew.sdk.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.common.ValueType;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Values of a class that is not OpenTelemetry's. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD) // a span that waits for itself does not hear an interrupt
class ForeignValueTest {
    private static final AttributeKey<Value<?>> KEY = AttributeKey.valueKey("key");

    private final SpanLab lab = new SpanLab();

    private record Foreign<T>(ValueType type, Supplier<T> content) implements Value<T> {
        @Override
        public ValueType getType() {
            return type;
        }

        @Override
        public T getValue() {
            return content.get();
        }

        @Override
        public String asString() {
            return "foreign";
        }
    }

    @Test
    void valueThatTouchesTheSpan_isReadBeforeTheSpanIsLockedAndNeverAgain() {
        ReadWriteSpan span = lab.started("span");
        Value<?> bytes = new Foreign<>(ValueType.BYTES, () -> {
            span.setAttribute("touched", true);
            return ByteBuffer.wrap(new byte[] {1, 2});
        });

        span.setAttribute(KEY, bytes);
        span.setAttribute("list", Value.of(bytes, Value.of(KeyValue.of("inner", bytes))));
        span.setAllAttributes(Attributes.of(AttributeKey.valueKey("all"), bytes));
        span.setAttribute(KEY, bytes);

        Value<?> owned = Value.of(new byte[] {1, 2});
        assertThat(span.getAttribute(KEY)).isEqualTo(owned);
        assertThat(span.toSpanData().getAttributes())
                .isEqualTo(Attributes.builder()
                        .put("touched", true)
                        .put(KEY, owned)
                        .put(AttributeKey.valueKey("list"), Value.of(owned, Value.of(KeyValue.of("inner", owned))))
                        .put(AttributeKey.valueKey("all"), owned)
                        .build());
    }

    @Test
    void valueOfEveryType_isKeptAsOpenTelemetrysOwn() {
        List<Value<?>> foreign = List.of(
                new Foreign<>(ValueType.STRING, () -> "text"),
                new Foreign<>(ValueType.BOOLEAN, () -> true),
                new Foreign<>(ValueType.LONG, () -> 7L),
                new Foreign<>(ValueType.DOUBLE, () -> 0.5),
                new Foreign<>(ValueType.EMPTY, () -> "nothing"));

        assertThat(AttributeValue.owned(new Foreign<>(ValueType.ARRAY, () -> foreign), Integer.MAX_VALUE))
                .isEqualTo(Value.of(Value.of("text"), Value.of(true), Value.of(7), Value.of(0.5), Value.empty()));
    }

    @Test
    void treeThatItsMakerChangesAfterwards_staysAsItWas() {
        List<Value<?>> mutable = new ArrayList<>(List.of(Value.of("before"), Value.of(1)));
        ReadWriteSpan span = lab.started("span");
        span.setAttribute(KEY, Value.of(mutable));
        mutable.set(0, Value.of("after"));

        assertThat(span.getAttribute(KEY)).isEqualTo(Value.of(Value.of("before"), Value.of(1)));
    }

    @Test
    void valueThatThrows_isLeftOutAndTheCallerDoesNotFeelIt() {
        Value<?> unreadable = new Foreign<>(ValueType.STRING, () -> {
            throw new IllegalStateException("unreadable");
        });

        lab.span("span")
                .setAttribute(KEY, unreadable)
                .startSpan()
                .setAttribute(KEY, unreadable)
                .end();

        assertThat(lab.onlyEnded().getAttributes()).isEqualTo(Attributes.empty());
    }
}
