package dev.clew.api;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.io.IOException;
import java.nio.CharBuffer;
import java.time.Duration;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CurrentSpanTest {
    private final Recording recording = new Recording();

    @Test
    void traceId_isEmptyWithoutASpan() {
        assertThat(CurrentSpan.traceId()).isEmpty();
    }

    @Test
    void traceId_isTheCurrentSpans() {
        String traceId = recording.tracing.call("x", CurrentSpan::traceId);
        assertThat(traceId).isEqualTo(recording.onlySpan().getTraceId()).hasSize(32);
    }

    @Test
    void set_keepsTextNumbersAndBooleansAndTellsOfTheRest() {
        recording.tracing.run("x", () -> {
            CurrentSpan.set("text", "a");
            CurrentSpan.set("builder", CharBuffer.wrap("b"));
            CurrentSpan.set("int", 1);
            CurrentSpan.set("byte", (byte) 2);
            CurrentSpan.set("float", 0.5f);
            CurrentSpan.set("boolean", true);
            CurrentSpan.set("enum", StatusCode.OK);
            CurrentSpan.set("duration", Duration.ofSeconds(3));
            CurrentSpan.set("list", Arrays.asList("a", null, 1));
            CurrentSpan.set("ints", new int[] {1, 2});
        });
        assertThat(recording.onlySpan().getAttributes().asMap())
                .containsOnly(
                        entry(stringKey("text"), "a"),
                        entry(stringKey("builder"), "b"),
                        entry(longKey("int"), 1L),
                        entry(longKey("byte"), 2L),
                        entry(doubleKey("float"), 0.5),
                        entry(booleanKey("boolean"), true),
                        entry(stringKey("enum"), "OK"),
                        entry(stringKey("duration"), "PT3S"),
                        entry(stringArrayKey("list"), List.of("a", "null", "1")),
                        entry(stringArrayKey("ints"), List.of("1", "2")));
    }

    @Test
    void set_theLastValueCounts() {
        recording.tracing.run("x", () -> {
            CurrentSpan.set("k", 1);
            CurrentSpan.set("k", "two");
        });
        assertThat(recording.onlySpan().getAttributes().asMap()).containsExactly(entry(stringKey("k"), "two"));
    }

    @Test
    void set_valuesThatThrowAreNamedAndNothingIsThrown() {
        recording.tracing.run("x", () -> {
            CurrentSpan.set("throws", new Unprintable());
            CurrentSpan.set("list", List.of("a", new Unprintable()));
            CurrentSpan.set("broken", brokenList());
        });
        String text = "(java.lang.IllegalStateException from toString())";
        assertThat(recording.onlySpan().getAttributes().asMap())
                .containsOnly(
                        entry(stringKey("throws"), text),
                        entry(stringArrayKey("list"), List.of("a", text)),
                        entry(stringArrayKey("broken"), List.of("first")));
    }

    @Test
    void set_isNotEvenLookedAtWithoutARecordingSpan() {
        AtomicBoolean asked = new AtomicBoolean();
        Object value = new Object() {
            @Override
            public String toString() {
                asked.set(true);
                return "looked at";
            }
        };
        CurrentSpan.set("k", value);
        CurrentSpan.annotate("m", "k", value);
        assertThat(asked).isFalse();
    }

    @Test
    void annotate_isAnEventWithItsKeysAndValues() {
        EventData event = annotated("cache miss", "key", "order 7", "size", 3);
        assertThat(event.getName()).isEqualTo("cache miss");
        assertThat(event.getAttributes()).isEqualTo(Attributes.of(stringKey("key"), "order 7", longKey("size"), 3L));
    }

    @Test
    void annotate_theValueLeftOverIsUnpaired() {
        assertThat(annotated("m", "a", 1, "left over").getAttributes())
                .isEqualTo(Attributes.of(longKey("a"), 1L, stringKey("unpaired"), "left over"));
    }

    @Test
    void annotate_oddKeysAndNullsLeaveTheOthersAlone() {
        assertThat(annotated("m", null, 1, "", 2, "none", null, longKey("typed"), 3, 4, 5, null)
                        .getAttributes())
                .isEqualTo(Attributes.of(longKey("typed"), 3L, longKey("4"), 5L));
    }

    @Test
    @SuppressWarnings("NullAway")
    void annotate_nullMessageAndNoArrayMakeABareEvent() {
        EventData event = annotated(null, (Object[]) null);
        assertThat(event.getName()).isEmpty();
        assertThat(event.getAttributes().isEmpty()).isTrue();
    }

    @Test
    void fail_recordsAnExceptionThatIsHandled() {
        recording.tracing.run("x", () -> CurrentSpan.fail(new IOException("disk gone")));
        assertThat(recording.onlySpan().getStatus()).isEqualTo(StatusData.create(StatusCode.ERROR, "disk gone"));
        assertThat(recording.onlySpan().getEvents())
                .extracting(EventData::getName)
                .containsExactly("exception");
    }

    @Test
    void fail_nullIsAnErrorWithoutAnException() {
        recording.tracing.run("x", () -> CurrentSpan.fail(null));
        assertThat(recording.onlySpan().getStatus()).isEqualTo(StatusData.error());
        assertThat(recording.onlySpan().getEvents()).isEmpty();
    }

    private EventData annotated(@Nullable String message, @Nullable Object... keysAndValues) {
        recording.tracing.run("x", () -> CurrentSpan.annotate(message, keysAndValues));
        return recording.onlySpan().getEvents().get(0);
    }

    private static List<Object> brokenList() {
        return new AbstractList<>() {
            @Override
            public Object get(int index) {
                if (index > 0) {
                    throw new IllegalStateException("changed meanwhile");
                }
                return "first";
            }

            @Override
            public int size() {
                return 2;
            }
        };
    }

    private static final class Unprintable {
        @Override
        public String toString() {
            throw new IllegalStateException("no text");
        }
    }
}
