package dev.clew.sdk.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import io.opentelemetry.api.trace.TracerProvider;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** That random programs leave nothing of the API out, also when it grows. */
class ApiCoverageTest {
    private static final int PROGRAMS = 2_000;
    private static final CallLog CALLS = new CallLog(true);
    private static final Map<String, Integer> SIGHTS = new HashMap<>();

    @BeforeAll
    static void run() {
        Random random = new Random(PROGRAMS);
        for (int i = 0; i < PROGRAMS; i++) {
            Program program = Program.draw(random);
            Run run = new Run(program, SdkUnderTest.OpenTelemetrySdk::new, CALLS);
            run.execute().forEach(sight -> SIGHTS.merge(sight.what(), 1, Integer::sum));
            if (!program.setup().oddLists()) {
                int sent = new Wire(program.setup()).spans(run.request()).size();
                SIGHTS.merge("on the wire", sent, Integer::sum);
            }
        }
    }

    private static List<Method> api() {
        return Stream.of(TracerProvider.class, TracerBuilder.class, Tracer.class, SpanBuilder.class, Span.class)
                .flatMap(type -> Step.methodsOf(type).stream())
                .toList();
    }

    @Test
    void programs_callEveryMethod() {
        assertThat(api()).hasSizeGreaterThan(45);
        assertThat(CALLS.methods())
                .containsExactlyInAnyOrderElementsOf(
                        api().stream().map(Method::toString).toList());
    }

    @Test
    void programs_giveNullForEverythingThatCanBeNull() throws NoSuchMethodException {
        List<String> nullable = new ArrayList<>();
        for (Method method : api()) {
            for (int i = 0; i < method.getParameterCount(); i++) {
                if (!method.getParameterTypes()[i].isPrimitive()) {
                    nullable.add(CallLog.argument(method, i));
                }
            }
        }
        // Difference.NULL_ATTRIBUTES
        nullable.remove(
                CallLog.argument(Span.class.getMethod("addEvent", String.class, Attributes.class, Instant.class), 1));

        assertThat(CALLS.nulls()).containsExactlyInAnyOrderElementsOf(nullable);
    }

    @Test
    void programs_reachEverythingThatIsCompared() {
        assertThat(SIGHTS)
                .containsKeys(
                        "first onStart", "first parent", "first onEnding", "second onEnding, after", "second onEnd")
                .containsKeys("sampler", "current", "data", "itself", "attribute by key");
        assertThat(SIGHTS.get("first onEnd")).isGreaterThan(PROGRAMS);
        assertThat(SIGHTS.get("on the wire")).isGreaterThan(PROGRAMS);
    }
}
