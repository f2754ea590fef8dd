package dev.clew.sdk.differential;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import io.opentelemetry.api.trace.TracerProvider;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One thing that an application does. What it is done with is drawn from the seed when it is done, so that each SDK gets values
 * of its own, and a step means the same wherever it stands in a program.
 *
 * @param thread whose turn it is
 * @param back which of the spans (builders, scopes, ...) made so far it is done to, counted back from the newest
 */
record Step(int thread, Action action, int back, long seed) {
    /** What a step does; a method is one of those that the API has, so that new ones are called without being named here. */
    enum Action {
        GET_TRACER(3, TracerProvider.class),
        DESCRIBE_TRACER(4, TracerBuilder.class),
        USE_TRACER(5, Tracer.class),
        CONFIGURE(20, SpanBuilder.class),
        START(12, SpanBuilder.class),
        USE_SPAN(70, Span.class),
        CLOSE_SCOPE(4, AutoCloseable.class),
        LOOK(7, Span.class),
        SHUT_DOWN(1, TracerProvider.class);

        private final int weight;
        private final Class<?> type;

        Action(int weight, Class<?> type) {
            this.weight = weight;
            this.type = type;
        }

        static Action draw(Random random) {
            int left = random.nextInt(
                    Arrays.stream(values()).mapToInt(action -> action.weight).sum());
            for (Action action : values()) {
                left -= action.weight;
                if (left < 0) {
                    // Most programs go on to their end.
                    return action == SHUT_DOWN && random.nextInt(3) > 0 ? LOOK : action;
                }
            }
            throw new AssertionError(left);
        }

        Method method(Random random) {
            List<Method> methods = METHODS.computeIfAbsent(type, Step::methodsOf);
            return methods.get(random.nextInt(methods.size()));
        }
    }

    private static final Map<Class<?>, List<Method>> METHODS = new ConcurrentHashMap<>();

    static final Method SPAN_BUILDER = methodOf(Tracer.class, "spanBuilder");
    static final Method START_SPAN = methodOf(SpanBuilder.class, "startSpan");

    private static Method methodOf(Class<?> type, String name) {
        return methodsOf(type).stream()
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What one calls on an object of that type, in an order that is always the same. */
    static List<Method> methodsOf(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .sorted(Comparator.comparing(Method::toString))
                .toList();
    }
}
