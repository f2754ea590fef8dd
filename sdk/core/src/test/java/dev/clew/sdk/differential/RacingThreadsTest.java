package dev.clew.sdk.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.differential.SdkUnderTest.Clew;
import dev.clew.sdk.differential.SdkUnderTest.Parts;
import dev.clew.sdk.otlp.OtlpSpanReader;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Threads that do anything to the same spans at the same time: what comes out depends on who was first, and is whole all the
 * same. (Steps in a known order are {@link SpanDifferentialTest}'s.)
 */
class RacingThreadsTest {
    private static final int THREADS = 3;
    private static final int SPANS = 3;
    private static final int CALLS = 60;
    private static final ExecutorService RACERS = Executors.newFixedThreadPool(THREADS);

    @AfterContainer
    static void stop() {
        RACERS.shutdownNow();
    }

    @Property(tries = 300)
    @AddLifecycleHook(Quietly.class)
    void spans_endOnceAndArriveAsTheyAre(@ForAll long seed) throws Exception {
        Setup setup = withoutOddLists(Setup.draw(new Random(seed)));
        Counting ended = new Counting();
        Clew sdk = new Clew(Parts.on(new ManualClock(), ended).with(setup.limits()));
        Tracer tracer = sdk.provider().get("racing");
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < SPANS; i++) {
            spans.add(tracer.spanBuilder("span").setNoParent().startSpan());
        }

        race(seed, setup, spans);
        spans.forEach(Span::end);

        List<SpanData> expected = new ArrayList<>();
        for (Span span : spans) {
            SpanData data = ((ReadableSpan) span).toSpanData();
            assertThat(data.hasEnded()).isTrue();
            assertWithin(setup, data);
            expected.add(RoundTripTest.asItArrives(data));
        }
        assertThat(ended.ids()).hasSize(SPANS).doesNotHaveDuplicates();
        List<SpanData> arrived = new ArrayList<>(OtlpSpanReader.readRequest(sdk.request()));
        arrived.sort(Comparator.comparing(SpanData::getSpanId));
        expected.sort(Comparator.comparing(SpanData::getSpanId));
        assertThat(arrived).isEqualTo(expected);
    }

    private static void race(long seed, Setup setup, List<Span> spans) throws Exception {
        CountDownLatch ready = new CountDownLatch(THREADS);
        List<Future<Integer>> racers = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            Random random = new Random(seed + thread);
            Callable<Integer> racer = () -> {
                ready.countDown();
                ready.await();
                for (int i = 0; i < CALLS; i++) {
                    call(spans.get(random.nextInt(SPANS)), random, setup, new Arguments(random, setup, spans));
                }
                return CALLS;
            };
            racers.add(RACERS.submit(racer));
        }
        for (Future<Integer> racer : racers) {
            assertThat(racer.get(60, TimeUnit.SECONDS)).isEqualTo(CALLS); // and nothing was thrown
        }
    }

    private static void call(Span span, Random random, Setup setup, Arguments drawn)
            throws ReflectiveOperationException {
        Method method = Step.Action.USE_SPAN.method(random);
        boolean ends = method.getName().equals("end");
        if (ends && random.nextInt(4) > 0) {
            return; // else most of the race is after the end
        }
        if (method.invoke(span, drawn.of(method)) instanceof Scope scope) {
            scope.close();
        }
        drawn.changeLists();
        if (random.nextInt(8) == 0) {
            assertWithin(setup, ((ReadableSpan) span).toSpanData());
        }
    }

    private static void assertWithin(Setup setup, SpanData span) {
        assertThat(span.getAttributes().size())
                .isLessThanOrEqualTo(setup.limits().getMaxNumberOfAttributes())
                .isLessThanOrEqualTo(span.getTotalAttributeCount());
        assertThat(span.getEvents())
                .hasSizeLessThanOrEqualTo(setup.limits().getMaxNumberOfEvents())
                .hasSizeLessThanOrEqualTo(span.getTotalRecordedEvents());
        assertThat(span.getLinks())
                .hasSizeLessThanOrEqualTo(setup.limits().getMaxNumberOfLinks())
                .hasSizeLessThanOrEqualTo(span.getTotalRecordedLinks());
        span.getAttributes()
                .forEach((key, value) -> assertThat(key.getKey())
                        .satisfiesAnyOf(
                                name -> assertThat(Arguments.NAMES).contains(name),
                                name -> assertThat(name).endsWith(Values.OF_VALUE),
                                name -> assertThat(name).matches("n\\d{1,3}")));
    }

    private static Setup withoutOddLists(Setup setup) {
        return new Setup(
                setup.reuse(), false, 1, setup.limits(), Decider.ALWAYS_ON, setup.randomIds(), setup.interference());
    }
}
