package dev.clew.sdk.trace;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.clew.sdk.telemetry.Incidents;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.SpanLimits;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Plain fields that any thread may fill: what stands there is whole, because its fields are final. */
public class SafePublicationStress {
    private SafePublicationStress() {}

    /** {@link SpanIdentity#context}: made twice at most, and both are the same to whoever sees them. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "whole contexts")
    @Outcome(expect = FORBIDDEN, desc = "a context without its ids")
    @State
    public static class ContextOfTwo {
        private final SpanIdentity identity = new SpanIdentity(1, 2, 3, (byte) 1, TraceState.getDefault());

        @Actor
        public void first(II_Result seen) {
            seen.r1 = look();
        }

        @Actor
        public void second(II_Result seen) {
            seen.r2 = look();
        }

        private int look() {
            SpanContext context = identity.context();
            return context.getTraceId().equals("00000000000000010000000000000002")
                            && context.getSpanId().equals("0000000000000003")
                            && context.isSampled()
                    ? 1
                    : 0;
        }
    }

    /** {@link LimitsSource#current}: whoever sees limits that another thread made sees all of them. */
    @JCStressTest
    @Outcome(id = "7, 7", expect = ACCEPTABLE, desc = "whole limits")
    @Outcome(expect = FORBIDDEN, desc = "limits that are not there yet")
    @State
    public static class LimitsOfTwo {
        private static final SpanLimits SEVEN =
                SpanLimits.builder().setMaxNumberOfLinks(7).build();
        private static final Incidents INCIDENTS = new Incidents();

        private final LimitsSource source = new LimitsSource(() -> SEVEN, 1, INCIDENTS);

        @Actor
        public void first(II_Result seen) {
            seen.r1 = source.current().links;
        }

        @Actor
        public void second(II_Result seen) {
            seen.r2 = source.current().links;
        }
    }

    /** An exception that two read while its stack trace is no text yet: both see the same text. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the text, twice")
    @Outcome(expect = FORBIDDEN, desc = "no text, or another")
    @State
    public static class StackTraceOfTwo {
        private static final String TEXT = "java.lang.IllegalStateException: x" + System.lineSeparator()
                + "\tat a.B.c(B.java:1)" + System.lineSeparator();
        private static final Limits LIMITS = new Limits(SpanLimits.getDefault(), 10_000);

        private final RecordedException exception = RecordedException.of(thrown(), null, 0, LIMITS);

        private static Throwable thrown() {
            Throwable thrown = new IllegalStateException("x");
            thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement("a.B", "c", "B.java", 1)});
            return thrown;
        }

        @Actor
        public void first(II_Result seen) {
            seen.r1 = look();
        }

        @Actor
        public void second(II_Result seen) {
            seen.r2 = look();
        }

        private int look() {
            AttributeList attributes = exception.withStackTrace(1_000).attributes();
            return attributes != null && TEXT.equals(attributes.get("exception.stacktrace")) ? 1 : 0;
        }
    }
}
