package dev.clew.sdk.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.sampling.Samplers;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Calls every method that the API has with nothing, or next to nothing, in every argument. */
class NullSafetyTest {
    private final SpanLab lab = new SpanLab();

    @Test
    void span_recordingTakesNullsAndEmptyValues() {
        assertThat(callAll(ReadWriteSpan.class, () -> lab.started("span"))).hasSizeGreaterThan(30);
    }

    @Test
    void span_endedTakesNullsAndEmptyValues() {
        callAll(ReadWriteSpan.class, () -> {
            ReadWriteSpan span = lab.started("span");
            span.end();
            return span;
        });

        assertThat(lab.ended).isNotEmpty();
    }

    @Test
    void span_notRecordingTakesNullsAndEmptyValues() {
        SpanLab off = new SpanLab().with(Samplers.alwaysOff());

        assertThat(callAll(Span.class, () -> off.span("span").startSpan())).hasSizeGreaterThan(20);
    }

    @Test
    void spanBuilder_takesNullsAndEmptyValues() {
        assertThat(callAll(SpanBuilder.class, () -> lab.span("span"))).hasSizeGreaterThan(12);
    }

    @Test
    void spanBuilder_ofATracerThatIsOffTakesNullsAndEmptyValues() {
        SpanLab off = new SpanLab().withScopes(scope -> false);

        assertThat(callAll(SpanBuilder.class, () -> off.span("span"))).hasSizeGreaterThan(12);
    }

    @Test
    void tracerAndProvider_takeNullsAndEmptyValues() {
        callAll(Tracer.class, lab::tracer);
        callAll(TracerBuilder.class, () -> lab.provider().tracerBuilder("scope"));
        callAll(TracerProvider.class, lab::provider);

        assertThat(lab.provider().get(null).spanBuilder(null).startSpan().isRecording())
                .isTrue();
    }

    @Test
    void name_nullOrBlankIsSaidToBeUnspecified() {
        lab.span(null).startSpan().end();
        lab.span(" ").startSpan().end();

        assertThat(lab.ended).extracting("name").containsOnly("<unspecified span name>");
    }

    /** Each method on a new target; a method that throws fails the test by its name. */
    private static <T> List<String> callAll(Class<T> type, Supplier<? extends T> targets) {
        List<String> called = new ArrayList<>();
        for (Method method : type.getMethods()) {
            if (Modifier.isStatic(method.getModifiers())) {
                continue;
            }
            call(method, targets.get(), false);
            call(method, targets.get(), true);
            called.add(method.toString());
        }
        return called;
    }

    private static void call(Method method, Object target, boolean empty) {
        Class<?>[] types = method.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = types[i].isPrimitive() || empty ? empty(types[i]) : null;
        }
        try {
            method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw new AssertionError(method + (empty ? " of empty values" : " of nulls"), thrown.getCause());
        } catch (IllegalAccessException notPublic) {
            throw new AssertionError(notPublic);
        }
    }

    @SuppressWarnings("NullAway") // null where a type has no empty value
    private static Object empty(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        if (type == double.class) {
            return Double.NaN;
        }
        if (type == int.class) {
            return -1;
        }
        if (type == long.class) {
            return -1L;
        }
        if (type == String.class) {
            return "";
        }
        if (type == AttributeKey.class) {
            return AttributeKey.stringKey("");
        }
        if (type == Attributes.class) {
            return Attributes.empty();
        }
        if (type == SpanContext.class) {
            return SpanContext.getInvalid();
        }
        if (type == Context.class) {
            return Context.root();
        }
        return type == TimeUnit.class ? TimeUnit.DAYS : null;
    }
}
