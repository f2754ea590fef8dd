package dev.clew.sdk.differential;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a careless application hands to the API: anything of the parameter's type, right or wrong, and null one time in twelve.
 *
 * <p>What {@link Difference} lists is left out here, by name. A parameter of a type that is not known here fails: the API has grown.
 */
final class Arguments {
    static final List<String> NAMES = List.of("a", "b", "http.route", "ключ", "", " ", "a\0b", "n".repeat(300));
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "x",
            "1.0",
            "hello world",
            "naïve",
            "a\0b",
            "\uD83D\uDE00 smile \uD83D\uDE00",
            "cut in two \uD83D",
            "\uDE00 the other half",
            "\uD83D\uD83D",
            "https://opentelemetry.io/schemas/1.0",
            "long ".repeat(1_000));
    // When programs begin.
    private static final long NOW = new ManualClock().now();

    private final Random random;
    private final Setup setup;
    private final List<Span> spans;
    private final List<List<?>> lists = new ArrayList<>();
    private final Values values;

    /**
     * Arguments drawn from the generator.
     *
     * @param spans those made so far, to be parents
     */
    Arguments(Random random, Setup setup, List<Span> spans) {
        this.random = random;
        this.setup = setup;
        this.spans = spans;
        this.values = new Values(random, setup.oddLists(), lists);
    }

    @Nullable
    Object[] of(Method method) {
        Class<?>[] types = method.getParameterTypes();
        @Nullable Object[] arguments = new @Nullable Object[types.length];
        if (Arrays.equals(types, new Class<?>[] {AttributeKey.class, Object.class})) {
            AttributeKey<?> key = values.key(name(false));
            arguments[0] = orNull(key);
            arguments[1] = orNull(values.of(key));
            return arguments;
        }
        for (int i = 0; i < types.length; i++) {
            arguments[i] = types[i].isPrimitive() ? values.primitive(types[i]) : orNull(object(method, i));
            if (arguments[i] == null && types[i] == Attributes.class && takesInstant(method)) {
                arguments[i] = attributes(); // Difference.NULL_ATTRIBUTES
            }
        }
        if (types.length > 1 && types[types.length - 1] == TimeUnit.class) {
            TimeUnit unit = enumConstant(TimeUnit.class);
            arguments[types.length - 2] = unit.convert(nanos(method), TimeUnit.NANOSECONDS);
            arguments[types.length - 1] = orNull(unit);
        }
        return arguments;
    }

    /** What an application does to its lists when the call is over. */
    void changeLists() {
        lists.forEach(List::clear);
    }

    private @Nullable Object object(Method method, int index) {
        Class<?> type = method.getParameterTypes()[index];
        if (type == String.class) {
            boolean named = index == 0 && method.getName().equals("setAttribute");
            return named ? name(Arrays.asList(method.getParameterTypes()).contains(Value.class)) : text();
        }
        if (type == AttributeKey.class) {
            return AttributeKey.longKey(name(false)); // with an int
        }
        if (type == Attributes.class) {
            return attributes();
        }
        if (type == Value.class) {
            return values.tree(0);
        }
        if (type == SpanContext.class) {
            return spanContext();
        }
        if (type == Context.class) {
            return context();
        }
        if (type == Instant.class) {
            return instant(method);
        }
        if (type == Throwable.class) {
            return setup.recordsExceptions() ? Exceptions.draw(random) : null;
        }
        if (type.isEnum()) {
            return enumConstant(type);
        }
        throw new AssertionError("nothing is known of what " + method + " takes as number " + index);
    }

    private <T> T enumConstant(Class<T> type) {
        T[] constants = type.getEnumConstants();
        return constants[random.nextInt(constants.length)];
    }

    private @Nullable Object orNull(@Nullable Object value) {
        return random.nextInt(12) == 0 ? null : value;
    }

    /**
     * A name for an attribute.
     *
     * @param ofValue for a {@link Value}, which has names of its own ({@link Difference#NARROW_VALUE})
     */
    private String name(boolean ofValue) {
        String name = random.nextInt(4) == 0 ? "n" + random.nextInt(1_000) : pick(NAMES);
        return ofValue ? name + Values.OF_VALUE : name;
    }

    private String text() {
        return pick(TEXTS);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private Attributes attributes() {
        AttributesBuilder builder = Attributes.builder();
        for (int i = random.nextInt(5); i > 0; i--) {
            put(builder, values.key(name(false)));
        }
        return builder.build();
    }

    private <T> void put(AttributesBuilder builder, AttributeKey<T> key) {
        builder.put(key, values.of(key));
    }

    private SpanContext spanContext() {
        if (random.nextInt(6) == 0) {
            return SpanContext.getInvalid();
        }
        if (random.nextInt(3) == 0 && !spans.isEmpty()) {
            return pick(spans).getSpanContext();
        }
        TraceState state = random.nextBoolean()
                ? TraceState.getDefault()
                : TraceState.builder()
                        .put("vendor", "v" + random.nextInt(9))
                        .put("ot", "th:8")
                        .build();
        String traceId = "%032x".formatted(random.nextInt(1_000));
        String spanId = "%016x".formatted(random.nextInt(1_000));
        TraceFlags flags = TraceFlags.fromByte((byte) random.nextInt(256));
        return random.nextBoolean()
                ? SpanContext.createFromRemoteParent(traceId, spanId, flags, state)
                : SpanContext.create(traceId, spanId, flags, state);
    }

    // One that is invalid says nothing (Difference.INVALID_PARENT).
    private SpanContext parent() {
        SpanContext parent = spanContext();
        return parent.isValid() ? parent : SpanContext.getInvalid();
    }

    private Context context() {
        Context context = switch (random.nextInt(4)) {
            case 0 -> Context.root();
            case 1 -> Context.current();
            case 2 -> Context.root().with(Span.wrap(parent()));
            default -> spans.isEmpty() ? Context.current() : Context.current().with(pick(spans));
        };
        return random.nextInt(3) == 0
                ? context.with(
                        Baggage.builder().put("user", "u" + random.nextInt(9)).build())
                : context;
    }

    private long nanos(Method method) {
        long past = NOW - 1 - random.nextInt(1_000_000_000);
        return switch (method.getName()) {
            // None later than now (Difference.NO_LENGTH, Difference.PARENT_IN_THE_FUTURE).
            case "setStartTimestamp" -> pick(List.of(past, past, NOW / 2, 0L, -5L, Long.MIN_VALUE));
            // All after the epoch (Difference.EVENT_BEFORE_THE_EPOCH), even in days.
            case "addEvent" -> pick(List.of(past, past, NOW * 2, Long.MAX_VALUE));
            default -> pick(List.of(past, past, NOW + NOW / 2, 0L, -5L, Long.MIN_VALUE, Long.MAX_VALUE));
        };
    }

    private Instant instant(Method method) {
        if (method.getName().equals("end") && random.nextInt(6) == 0) {
            return random.nextBoolean() ? Instant.MAX : Instant.MIN;
        }
        return Instant.EPOCH.plusNanos(nanos(method));
    }

    private static boolean takesInstant(Method method) {
        return Arrays.asList(method.getParameterTypes()).contains(Instant.class);
    }
}
