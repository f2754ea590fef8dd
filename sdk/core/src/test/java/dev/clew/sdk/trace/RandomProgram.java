package dev.clew.sdk.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.SpanLimits;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What an application might do to a tracer, right or wrong, drawn from a seed: the same seed does the same to any tracer.
 *
 * <p>Threads: one.
 */
final class RandomProgram {
    static final List<String> NAMES = List.of("a", "b", "http.route", "ключ", "");
    private static final List<@Nullable String> TEXTS =
            Arrays.asList("", "x", "hello world", "naïve", "\uD83D\uDE00 smile \uD83D\uDE00", "a\0b", null);

    // None of them cuts the smile in two: OpenTelemetry's SDK leaves half a code point there, Clew does not. None is 0:
    // then
    // that SDK records no stack trace, and Clew an empty one.
    private static final int[] LENGTHS = {2, 3, 5, 8, 11};

    private final Random random;
    private final boolean plain;
    private boolean oddLists = true;
    private int names;

    RandomProgram(long seed) {
        random = new Random(seed);
        plain = oneIn(2);
    }

    /** Every attribute has a name of its own, and every builder starts one span. */
    boolean isPlain() {
        return plain;
    }

    /** Without lists that OTLP cannot tell from others: it knows no type of an empty one, and of a null none. */
    RandomProgram withoutOddLists() {
        oddLists = false;
        return this;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    private <T> T pick(T[] values) {
        return values[below(values.length)];
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    SpanLimits limits() {
        var limits = SpanLimits.builder();
        if (oneIn(2)) {
            // The same for spans and events: to an exception, OpenTelemetry's SDK applies the one for spans, Clew and
            // the
            // specification the one for events.
            int attributes = 1 + below(4);
            limits.setMaxNumberOfAttributes(attributes)
                    .setMaxNumberOfAttributesPerEvent(attributes)
                    .setMaxNumberOfAttributesPerLink(1 + below(3))
                    .setMaxNumberOfEvents(1 + below(3))
                    .setMaxNumberOfLinks(1 + below(3));
        }
        return oneIn(2)
                ? limits.build()
                : limits.setMaxAttributeValueLength(LENGTHS[below(LENGTHS.length)])
                        .build();
    }

    private String name() {
        return plain ? "name" + names++ : NAMES.get(below(NAMES.size()));
    }

    private @Nullable String text() {
        return TEXTS.get(below(TEXTS.size()));
    }

    private String word() {
        String text = text();
        return text == null ? "null" : text;
    }

    /** A null where the API says there is none: callers do that. */
    @SuppressWarnings("NullAway")
    private <T> T orNull(T value) {
        return oneIn(12) ? null : value;
    }

    private Value<?> value(int depth) {
        return switch (below(depth > 2 ? 5 : 8)) {
            case 0 -> Value.of(word());
            case 1 -> Value.of(random.nextLong());
            case 2 -> Value.of(random.nextBoolean());
            case 3 -> Value.of(random.nextDouble());
            case 4 -> Value.of(new byte[] {1, 2, 3, 4, 5, 6, 7});
            case 5 -> Value.of(List.of(value(depth + 1), value(depth + 1)));
            case 6 -> Value.of(List.of(Value.of(word()), Value.of(word())));
            default -> Value.of(KeyValue.of("k" + depth, value(depth + 1)), KeyValue.of("l", value(depth + 1)));
        };
    }

    /** Sets one attribute by one of the ways there are; the key's name and the value's type are drawn. */
    private void attribute(AttributeSetter to) {
        String name = name();
        switch (below(8)) {
            case 0 -> to.set(orNull(AttributeKey.stringKey(name)), text());
            case 1 -> to.set(orNull(AttributeKey.longKey(name)), random.nextLong());
            case 2 -> to.set(AttributeKey.doubleKey(name), random.nextDouble());
            case 3 -> to.set(AttributeKey.booleanKey(name), orNull(true));
            case 4 -> to.set(AttributeKey.stringArrayKey(name), Arrays.asList(oddLists ? text() : word(), word()));
            case 5 -> to.set(AttributeKey.longArrayKey(name), List.of(1L, random.nextLong()));
            case 6 -> to.set(AttributeKey.booleanArrayKey(name), oddLists ? List.of() : List.of(true));
            // Names of their own: OpenTelemetry's SDK answers a Value under its type only until the span is copied,
            // Clew
            // under the narrowest type at once, as the API's attributes do.
            default -> to.set(AttributeKey.valueKey(name + ".value"), value(0));
        }
    }

    private Attributes attributes() {
        AttributesBuilder builder = Attributes.builder();
        AttributeSetter setter = builder::put;
        for (int i = below(5); i > 0; i--) {
            attribute(setter);
        }
        return builder.build();
    }

    SpanContext otherContext() {
        if (oneIn(5)) {
            return SpanContext.getInvalid();
        }
        TraceState state = oneIn(2)
                ? TraceState.getDefault()
                : TraceState.builder().put("vendor", "v" + below(9)).build();
        String traceId = "%032x".formatted(1 + below(1000));
        String spanId = "%016x".formatted(1 + below(1000));
        TraceFlags flags = TraceFlags.fromByte((byte) below(256));
        return oneIn(2)
                ? SpanContext.createFromRemoteParent(traceId, spanId, flags, state)
                : SpanContext.create(traceId, spanId, flags, state);
    }

    private long pastNanos() {
        return 1_600_000_000_000_000_000L + below(1_000_000_000);
    }

    void configure(SpanBuilder builder) {
        for (int i = below(6); i > 0; i--) {
            switch (below(12)) {
                case 0 -> builder.setSpanKind(orNull(pick(SpanKind.values())));
                case 1 -> builder.setNoParent();
                case 2 -> builder.setParent(orNull(Context.root().with(Span.wrap(otherContext()))));
                case 3 -> builder.addLink(orNull(otherContext()));
                case 4 -> builder.addLink(otherContext(), orNull(attributes()));
                case 5 -> builder.setStartTimestamp(oneIn(4) ? -below(9) : pastNanos(), orNull(TimeUnit.NANOSECONDS));
                case 6 -> builder.setStartTimestamp(orNull(Instant.ofEpochSecond(1_600_000_000, below(999))));
                case 7 -> builder.setAllAttributes(orNull(attributes()));
                case 8 -> builder.setAttribute(orNull(name()), word());
                case 9 -> builder.setAttribute(name(), random.nextDouble());
                default -> attribute(builder::setAttribute);
            }
        }
    }

    void change(Span span) {
        switch (below(16)) {
            case 0 -> span.setAttribute(orNull(name()), word());
            case 1 -> span.setAttribute(orNull(name()), random.nextLong());
            case 2 -> span.setAttribute(orNull(name()), random.nextBoolean());
            case 3 -> span.setAllAttributes(orNull(attributes()));
            case 4 -> span.addEvent(orNull(word()));
            case 5 -> span.addEvent(orNull(word()), orNull(attributes()));
            case 6 -> span.addEvent(word(), attributes(), pastNanos(), orNull(TimeUnit.NANOSECONDS));
            case 7 -> span.addEvent(word(), attributes(), orNull(Instant.ofEpochSecond(1_650_000_000)));
            case 8 -> span.addLink(orNull(otherContext()));
            case 9 -> span.addLink(otherContext(), orNull(attributes()));
            case 10 -> span.setStatus(orNull(pick(StatusCode.values())));
            case 11 -> span.setStatus(pick(StatusCode.values()), orNull(word()));
            case 12 -> span.recordException(orNull(new IllegalStateException(text(), cause())));
            case 13 -> span.recordException(new Exception(text()) {}, orNull(attributes()));
            case 14 -> span.updateName(orNull("renamed" + below(3)));
            default -> attribute(span::setAttribute);
        }
    }

    private @Nullable Throwable cause() {
        return oneIn(2) ? null : new ArithmeticException("cause");
    }

    void end(Span span) {
        switch (below(5)) {
            case 0 -> span.end(pastNanos(), orNull(TimeUnit.NANOSECONDS));
            case 1 -> span.end(orNull(Instant.ofEpochSecond(1_800_000_000, below(999))));
            case 2 -> span.end(0, TimeUnit.NANOSECONDS);
            default -> span.end();
        }
    }

    /** The method that builders, spans and attribute builders have in common. */
    private interface AttributeSetter {
        <T> Object set(AttributeKey<T> key, @Nullable T value);
    }
}
