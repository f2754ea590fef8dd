package dev.clew.sdk.differential;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One program on one SDK, and everything that was to be seen of it. Threads: those of the lock step, one at a time. */
final class Run {
    private static final LockStep THREADS = new LockStep();

    private final Program program;
    private final ManualClock clock = new ManualClock();
    private final SdkUnderTest sdk;
    private final CallLog calls;
    private final List<Sight> sights = new ArrayList<>();
    private final List<Tracer> tracers = new ArrayList<>();
    private final List<TracerBuilder> tracerBuilders = new ArrayList<>();
    private final List<SpanBuilder> builders = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();
    private final List<List<Scope>> scopes = new ArrayList<>();
    private final Alike alike;
    private final Random meddling;
    private int step;
    private int thread;
    private boolean shutDown;

    Run(Program program, Function<SdkUnderTest.Parts, SdkUnderTest> make, CallLog calls) {
        this.program = program;
        this.calls = calls;
        Setup setup = program.setup();
        this.alike = Alike.cutAt(setup.limits().getMaxAttributeValueLength());
        this.meddling = new Random(setup.interference());
        List<SpanProcessor> processors = new ArrayList<>();
        processors.add(new Watcher("first", this, setup.interference() != 0));
        if (setup.interference() != 0) {
            processors.add(new Watcher("second", this, false));
        }
        this.sdk = make.apply(new SdkUnderTest.Parts(
                clock,
                new NumberedIds(setup.randomIds()),
                setup.limits(),
                setup.decider().sampler(asked -> see("sampler", asked), alike),
                processors));
        for (int i = 0; i < setup.threads(); i++) {
            scopes.add(new ArrayList<>());
        }
        tracers.add(sdk.provider()
                .tracerBuilder("described")
                .setSchemaUrl("https://schema/scope")
                .build());
        tracers.add(sdk.provider().get("lab", "1.0"));
    }

    /** The calls that a program makes, one a line. */
    static List<String> told(Program program) {
        CallLog calls = new CallLog(true);
        new Run(program, SdkUnderTest.OpenTelemetrySdk::new, calls).execute();
        return calls.lines();
    }

    /** Runs the program to its end; what was seen. */
    List<Sight> execute() {
        THREADS.forgetContexts(program.setup().threads());
        List<Step> steps = program.steps();
        while (step < steps.size()) {
            THREADS.on(steps.get(step).thread(), this::turn);
        }
        THREADS.forgetContexts(program.setup().threads());
        // At the end every span ends, and is looked at for the last time, long after most ended.
        THREADS.on(0, () -> {
            thread = 0;
            for (Span span : List.copyOf(spans)) {
                clock.advance(1);
                span.end();
            }
            spans.forEach(this::look);
        });
        return sights;
    }

    /** Sampled spans as they are after their end. */
    List<SpanData> ended() {
        return spans.stream()
                .filter(span ->
                        span instanceof ReadableSpan && span.getSpanContext().isSampled())
                .map(span -> ((ReadableSpan) span).toSpanData())
                .toList();
    }

    /** The OTLP request of what was sampled. */
    byte[] request() {
        return sdk.request();
    }

    // As many steps as are for the same thread.
    private void turn() {
        thread = program.steps().get(step).thread();
        while (step < program.steps().size() && program.steps().get(step).thread() == thread) {
            perform(program.steps().get(step));
            step++;
        }
    }

    private void perform(Step todo) {
        Random random = new Random(todo.seed());
        clock.advance(1 + random.nextInt(1_000_000));
        switch (todo.action()) {
            case GET_TRACER -> call(sdk.provider(), todo.action().method(random), random);
            case DESCRIBE_TRACER -> callNewest(tracerBuilders, todo, random);
            case USE_TRACER -> callNewest(tracers, todo, random);
            case CONFIGURE -> call(builder(todo.back(), random), todo.action().method(random), random);
            case START -> call(builder(todo.back(), random), Step.START_SPAN, random);
            case USE_SPAN -> callNewest(spans, todo, random);
            case CLOSE_SCOPE -> {
                Scope scope = newest(scopes.get(thread), todo.back());
                if (scope != null) {
                    tell("close scope " + scopes.get(thread).indexOf(scope));
                    scope.close();
                    see("current", Span.current().getSpanContext());
                }
            }
            case LOOK -> {
                Span span = newest(spans, todo.back());
                if (span != null) {
                    tell("look at " + nameOf(span));
                    look(span);
                }
            }
            case SHUT_DOWN -> {
                tell("shut down");
                sdk.shutDown();
                shutDown = true;
            }
        }
    }

    /** A builder made before; a new one when there is none. */
    private SpanBuilder builder(int back, Random random) {
        if (builders.isEmpty()) {
            call(tracers.get(random.nextInt(tracers.size())), Step.SPAN_BUILDER, random);
        }
        return Objects.requireNonNull(newest(builders, back));
    }

    private static <T> @Nullable T newest(List<T> made, int back) {
        return made.isEmpty() ? null : made.get(made.size() - 1 - Math.min(back, made.size() - 1));
    }

    private void callNewest(List<?> made, Step todo, Random random) {
        Object target = newest(made, todo.back());
        if (target != null) {
            call(target, todo.action().method(random), random);
        }
    }

    private void call(Object target, Method method, Random random) {
        Arguments drawn = new Arguments(random, program.setup(), spans);
        @Nullable Object[] arguments = drawn.of(method);
        if (calls.keeps()) {
            calls.note(where() + nameOf(target), method, arguments);
        }
        try {
            Object outcome = outcome(target, method.invoke(target, arguments));
            if (!shutDown || !method.getName().equals("isEnabled")) { // Difference.IS_ENABLED
                see(method.getName(), outcome);
            }
        } catch (InvocationTargetException thrown) {
            see(method.getName(), "threw " + thrown.getCause());
        } catch (IllegalAccessException notPublic) {
            throw new AssertionError(notPublic);
        }
        if (sdk.copiesLists()) {
            drawn.changeLists();
        }
    }

    /** What a result shows; what it makes can be used from now on. */
    @SuppressWarnings("ReferenceEquality") // whether a call answers the very object it was made on
    private Object outcome(Object target, @Nullable Object result) {
        if (result == null || result instanceof Boolean || result instanceof SpanContext) {
            return "" + result;
        }
        if (result == target) {
            return "itself";
        }
        if (result instanceof Span span) {
            spans.add(span);
            // Difference.BUILDER_AGAIN
            if (!program.setup().reuse() || !span.isRecording()) {
                builders.remove(target);
            }
            return List.of(span.getSpanContext(), span.isRecording());
        }
        if (result instanceof Tracer tracer) {
            if (!tracers.contains(tracer)) {
                tracers.add(tracer);
            }
            return "tracer " + tracers.indexOf(tracer);
        }
        if (result instanceof TracerBuilder builder) {
            tracerBuilders.add(builder);
            return "a tracer builder";
        }
        if (result instanceof SpanBuilder builder) {
            builders.add(builder);
            return "a span builder";
        }
        if (result instanceof Scope scope) {
            scopes.get(thread).add(scope);
            return "a scope in " + Span.current().getSpanContext();
        }
        Context context = (Context) result;
        return List.of(
                Span.fromContext(context).getSpanContext(),
                Baggage.fromContext(context).asMap());
    }

    private void tell(String what) {
        if (calls.keeps()) {
            calls.note(where() + what);
        }
    }

    private String where() {
        return "step " + step + ", t" + thread + ": ";
    }

    private String nameOf(Object target) {
        int index = Math.max(spans.indexOf(target), Math.max(builders.indexOf(target), tracers.indexOf(target)));
        return target instanceof Span
                ? "span" + index
                : target instanceof SpanBuilder
                        ? "builder" + index
                        : target instanceof Tracer ? "tracer" + index : "provider";
    }

    private void look(Span span) {
        see("is recording", span.isRecording());
        if (span instanceof ReadableSpan readable) {
            SpanData data = readable.toSpanData();
            see("data", SeenSpan.of(data, program.setup()));
            see(
                    "itself",
                    List.of(
                            Alike.name(readable.getName()),
                            readable.getKind(),
                            readable.hasEnded(),
                            readable.getLatencyNanos(),
                            readable.getParentSpanContext(),
                            readable.getInstrumentationScopeInfo(),
                            data.getSpanContext().equals(span.getSpanContext())));
            see("attributes", alike.attributes(readable.getAttributes()));
            for (AttributeKey<?> key : readable.getAttributes().asMap().keySet()) {
                if (key.getKey().endsWith(Values.OF_VALUE)) {
                    continue; // Difference.NARROW_VALUE
                }
                see("attribute by key", key + " " + alike.any(readable.getAttribute(key)));
            }
            for (String name : Arguments.NAMES) {
                see(
                        "attributes by name",
                        name + " " + alike.any(readable.getAttribute(AttributeKey.stringKey(name)))
                                + alike.any(readable.getAttribute(AttributeKey.longKey(name)))
                                + alike.any(readable.getAttribute(AttributeKey.stringArrayKey(name))));
            }
        }
    }

    SeenSpan copy(ReadableSpan span) {
        return SeenSpan.of(span.toSpanData(), program.setup());
    }

    void see(String what, Object seen) {
        sights.add(new Sight(step, what, seen));
    }

    /** Does to the span what an application may do to it. */
    void meddle(ReadWriteSpan span) {
        if (meddling.nextInt(3) > 0) {
            clock.advance(1); // Difference.NO_LENGTH
            call(span, Step.Action.USE_SPAN.method(meddling), meddling);
        }
    }

    /** The same from a thread that does not end the span; it is done before this returns. */
    void meddleFromAnotherThread(ReadWriteSpan span) {
        int other = meddling.nextInt(LockStep.THREADS);
        int mine = thread;
        if (other < program.setup().threads() && other != mine) {
            thread = other;
            THREADS.on(other, () -> call(span, Step.Action.USE_SPAN.method(meddling), meddling));
            thread = mine;
        }
    }
}
