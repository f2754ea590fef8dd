package dev.clew.sdk.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.ExceptionEventData;
import java.io.PrintWriter;
import org.junit.jupiter.api.Test;

class RecordedExceptionTest {
    private static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");
    private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("exception.message");
    private static final AttributeKey<String> STACK = AttributeKey.stringKey("exception.stacktrace");

    private static EventData recorded(Throwable thrown, Attributes additional) {
        ReadWriteSpan span = new SpanLab().started("span");
        span.recordException(thrown, additional);
        return span.toSpanData().getEvents().get(0);
    }

    @Test
    void exception_isAnEventThatKeepsIt() {
        Exception thrown = new Broken("why");

        EventData event = recorded(thrown, Attributes.empty());

        assertThat(event.getName()).isEqualTo("exception");
        assertThat(event.getAttributes().get(TYPE)).isEqualTo("dev.clew.sdk.trace.RecordedExceptionTest.Broken");
        assertThat(event.getAttributes().get(MESSAGE)).isEqualTo("why");
        assertThat(event.getAttributes().get(STACK))
                .startsWith(thrown.toString())
                .contains("exception_isAnEvent");
        assertThat(event)
                .isInstanceOfSatisfying(
                        ExceptionEventData.class,
                        kept -> assertThat(kept.getException()).isSameAs(thrown));
    }

    @Test
    void exception_withoutNameOrMessageHasNoSuchAttributes() {
        Attributes attributes = recorded(new Exception() {}, Attributes.empty()).getAttributes();

        assertThat(attributes.asMap()).containsOnlyKeys(STACK);
    }

    @Test
    void additionalAttributes_win() {
        Attributes mine = Attributes.of(MESSAGE, "mine", AttributeKey.longKey("attempt"), 3L);

        Attributes attributes = recorded(new Broken("its"), mine).getAttributes();

        assertThat(attributes.get(MESSAGE)).isEqualTo("mine");
        assertThat(attributes.get(AttributeKey.longKey("attempt"))).isEqualTo(3L);
    }

    @Test
    void exception_thatCannotDescribeItselfIsRecordedAllTheSame() {
        Attributes attributes = recorded(new Hostile(), Attributes.empty()).getAttributes();

        assertThat(attributes.get(TYPE)).endsWith("Hostile");
        assertThat(attributes.get(MESSAGE)).isNull();
        assertThat(attributes.get(STACK)).contains("java.lang.StackOverflowError");
    }

    @Test
    void limits_applyToTheAttributesOfAnException() {
        SpanLimits limits = SpanLimits.builder()
                .setMaxNumberOfAttributesPerEvent(2)
                .setMaxAttributeValueLength(10)
                .build();
        ReadWriteSpan span = new SpanLab().with(limits).started("span");

        span.recordException(new Broken("a long message"));

        EventData event = span.toSpanData().getEvents().get(0);
        assertThat(event.getAttributes()).isEqualTo(Attributes.of(TYPE, "dev.clew.s", MESSAGE, "a long mes"));
        assertThat(event.getTotalAttributeCount()).isEqualTo(3);
    }

    @Test
    void stackTraceOfTheCaller_winsAndNothingIsRendered() {
        Attributes attributes =
                recorded(new Broken("why"), Attributes.of(STACK, "mine")).getAttributes();

        assertThat(attributes.get(STACK)).isEqualTo("mine");
        assertThat(attributes.size()).isEqualTo(3);
    }

    @Test
    void messageAndCausesThatChangeLater_areThoseOfTheCall() {
        Changing thrown = new Changing();
        ReadWriteSpan span = new SpanLab().started("span");
        span.recordException(thrown);

        thrown.message = "later";
        thrown.initCause(new IllegalStateException("a later cause"));
        thrown.addSuppressed(new IllegalStateException("later suppressed"));
        Attributes attributes = span.toSpanData().getEvents().get(0).getAttributes();

        assertThat(attributes.get(MESSAGE)).isEqualTo("at the call");
        assertThat(attributes.get(STACK))
                .startsWith(Changing.class.getName() + ": at the call" + System.lineSeparator())
                .doesNotContain("later");
    }

    @Test
    void stackTrace_isTheSameTextWheneverItIsRead() {
        Broken thrown = new Broken("why");
        ReadWriteSpan span = new SpanLab().started("span");
        span.recordException(thrown);
        String first = span.toSpanData().getEvents().get(0).getAttributes().get(STACK);

        thrown.setStackTrace(new StackTraceElement[0]);

        assertThat(first).contains("\tat ");
        assertThat(span.toSpanData().getEvents().get(0).getAttributes().get(STACK))
                .isEqualTo(first);
    }

    @Test
    void stackTraces_takeTheRoomThatAllElseLeavesInTheSpan() {
        Broken thrown = new Broken("why");
        int whole = StackText.printed(thrown).length();
        ReadWriteSpan span =
                new SpanLab().withMaxSpanBytes(2 * whole + whole / 2).started("span");
        span.recordException(thrown).recordException(thrown).recordException(thrown);
        assertThat(span.toSpanData().getEvents())
                .extracting(event -> event.getAttributes().get(STACK) != null)
                .containsExactly(true, true, false);

        span.setAttribute("large", "x".repeat(whole));

        assertThat(span.toSpanData().getEvents())
                .extracting(event -> event.getAttributes().get(STACK) != null)
                .containsExactly(true, false, false);
        assertThat(span.toSpanData().getEvents())
                .extracting(EventData::getTotalAttributeCount)
                .containsExactly(3, 3, 3);
        assertThat(span.toSpanData().getAttributes().size()).isEqualTo(1);
    }

    @Test
    void stackTrace_isCutAtTheValueLengthLimit() {
        SpanLimits limits = SpanLimits.builder().setMaxAttributeValueLength(150).build();
        Broken thrown = new Broken("why");
        ReadWriteSpan span = new SpanLab().with(limits).started("span");

        span.recordException(thrown);

        assertThat(span.toSpanData().getEvents().get(0).getAttributes().get(STACK))
                .isEqualTo(StackText.printed(thrown).substring(0, 150));
    }

    private static final class Changing extends Exception {
        private String message = "at the call";

        @Override
        public String getMessage() {
            return message;
        }
    }

    private static final class Broken extends Exception {
        Broken(String message) {
            super(message);
        }
    }

    private static final class Hostile extends Exception {
        @Override
        public String getMessage() {
            throw new StackOverflowError();
        }

        @Override
        public void printStackTrace(PrintWriter writer) {
            throw new StackOverflowError();
        }
    }
}
