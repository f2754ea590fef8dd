package dev.clew.sdk.differential;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Values of attributes, of every type, drawn from a generator. */
final class Values {
    /** What the names of attributes with a {@link Value} end in. */
    static final String OF_VALUE = ".value";

    private static final List<String> TEXTS = List.of(
            "",
            "x",
            "hello world",
            "naïve",
            "\uD83D\uDE00 smile \uD83D\uDE00",
            "a\0b",
            "cut in two \uD83D",
            "\uDE00 the other half",
            "long ".repeat(1_000));
    private static final double[] DOUBLES = {
        0,
        -0.0,
        1.5,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -Double.MAX_VALUE
    };
    private static final long[] LONGS = {0, 1, -1, 127, 128, Long.MIN_VALUE, Long.MAX_VALUE};

    private final Random random;
    private final boolean oddLists;
    private final List<List<?>> lists;

    /**
     * Values drawn from the generator.
     *
     * @param oddLists also empty ones, and such with nulls
     * @param lists where every list is noted that the application still holds after the call
     */
    Values(Random random, boolean oddLists, List<List<?>> lists) {
        this.random = random;
        this.oddLists = oddLists;
        this.lists = lists;
    }

    AttributeKey<?> key(String name) {
        return switch (type()) {
            case STRING -> AttributeKey.stringKey(name);
            case BOOLEAN -> AttributeKey.booleanKey(name);
            case LONG -> AttributeKey.longKey(name);
            case DOUBLE -> AttributeKey.doubleKey(name);
            case STRING_ARRAY -> AttributeKey.stringArrayKey(name);
            case BOOLEAN_ARRAY -> AttributeKey.booleanArrayKey(name);
            case LONG_ARRAY -> AttributeKey.longArrayKey(name);
            case DOUBLE_ARRAY -> AttributeKey.doubleArrayKey(name);
            case VALUE -> AttributeKey.valueKey(name + OF_VALUE);
        };
    }

    private AttributeType type() {
        AttributeType[] types = AttributeType.values();
        return types[random.nextInt(types.length)];
    }

    @SuppressWarnings("unchecked") // the key's type says what its values are
    <T> T of(AttributeKey<T> key) {
        return (T)
                switch (key.getType()) {
                    case STRING -> text();
                    case BOOLEAN -> random.nextBoolean();
                    case LONG -> number();
                    case DOUBLE -> fraction();
                    case STRING_ARRAY -> list(this::text);
                    case BOOLEAN_ARRAY -> list(random::nextBoolean);
                    case LONG_ARRAY -> list(this::number);
                    case DOUBLE_ARRAY -> list(this::fraction);
                    case VALUE -> tree(0);
                };
    }

    Object primitive(Class<?> type) {
        if (type == long.class) {
            return number();
        }
        if (type == int.class) {
            return (int) number();
        }
        if (type == double.class) {
            return fraction();
        }
        if (type == boolean.class) {
            return random.nextBoolean();
        }
        throw new AssertionError("nothing is known of " + type);
    }

    private <T> List<@Nullable T> list(Supplier<T> element) {
        List<@Nullable T> list = new ArrayList<>();
        for (int i = oddLists ? random.nextInt(4) : 1 + random.nextInt(3); i > 0; i--) {
            list.add(oddLists && random.nextInt(6) == 0 ? null : element.get());
        }
        lists.add(list);
        return list;
    }

    /** A value of any kind, nested up to three times. */
    Value<?> tree(int depth) {
        return switch (random.nextInt(depth > 2 ? 6 : 10)) {
            case 0 -> Value.of(text());
            case 1 -> Value.of(number());
            case 2 -> Value.of(random.nextBoolean());
            case 3 -> Value.of(fraction());
            case 4 -> Value.of(bytes());
            case 5 -> Value.empty();
            case 6 -> Value.of(List.of(tree(depth + 1), tree(depth + 1)));
            case 7 -> Value.of(List.of(Value.of(text()), Value.of(text())));
            case 8 -> Value.of(KeyValue.of("k" + depth, tree(depth + 1)), KeyValue.of("l", tree(depth + 1)));
            default -> Value.of(List.of());
        };
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private long number() {
        return random.nextBoolean() ? random.nextLong() : LONGS[random.nextInt(LONGS.length)];
    }

    private double fraction() {
        return random.nextBoolean() ? random.nextDouble() : DOUBLES[random.nextInt(DOUBLES.length)];
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(12)];
        Arrays.fill(bytes, (byte) random.nextInt());
        return bytes;
    }
}
