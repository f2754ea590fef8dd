package dev.clew.sdk.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.differential.SdkUnderTest.Clew;
import dev.clew.sdk.differential.SdkUnderTest.Parts;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** The bytes that a span may take hold for what arrives of it, whatever it was told: the room for the largest is reckoned by that. */
class SpanBytesBoundTest {
    private static final int MOST_BYTES = 4_000;
    private static final int CALLS = 100;
    // Text takes three bytes for a UTF-16 unit at most.
    private static final int ENCODED = 3;
    // Counts of what was dropped, and longer lengths around what is longer.
    private static final int COUNTS_AND_LENGTHS = 40;
    private static final Setup SETUP = Setup.draw(new Random(0)).simplest();

    @Property(tries = 500)
    @AddLifecycleHook(Quietly.class)
    void request_isAtMostThreeTimesTheBytesOfTheSpan(@ForAll long seed) throws ReflectiveOperationException {
        Random random = new Random(seed);
        int maxSpanBytes = random.nextInt(MOST_BYTES);
        Clew sdk = new Clew(Parts.on(new ManualClock()), maxSpanBytes);
        started(sdk).end();
        int bare = sdk.request().length;

        Span span = started(sdk);
        for (int i = 0; i < CALLS; i++) {
            change(span, random);
        }
        span.end();

        SpanData data = ((ReadableSpan) span).toSpanData();
        int texts = data.getName().length() + data.getStatus().getDescription().length();
        assertThat(sdk.request().length)
                .isGreaterThan(bare)
                .isLessThanOrEqualTo(bare + ENCODED * (maxSpanBytes + texts) + COUNTS_AND_LENGTHS);
    }

    private static Span started(Clew sdk) {
        return sdk.provider().get("bound").spanBuilder("span").setNoParent().startSpan();
    }

    private static void change(Span span, Random random) throws ReflectiveOperationException {
        Method method = Step.Action.USE_SPAN.method(random);
        if (!method.getName().equals("end")
                && method.invoke(span, new Arguments(random, SETUP, List.of(span)).of(method)) instanceof Scope scope) {
            scope.close();
        }
    }
}
