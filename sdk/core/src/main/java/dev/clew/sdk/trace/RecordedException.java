package dev.clew.sdk.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.ExceptionEventData;
import org.jspecify.annotations.Nullable;

/**
 * An exception as an event, with the attributes that OpenTelemetry's conventions name.
 *
 * <p>Its type and message are taken at once; its stack trace becomes text when somebody reads the span, or on the drain. Threads:
 * any may read; two that are the first render the stack trace twice.
 */
final class RecordedException extends RecordedEvent implements ExceptionEventData {
    private static final String NAME = "exception";
    private static final String STACK_TRACE = "exception.stacktrace";

    private final Throwable exception;
    private final AttributeList described;
    // Null when the attributes are complete.
    private final @Nullable StackText stack;

    // Set once the stack is text that fits into the span; volatile: the text is complete.
    private volatile @Nullable String rendered;
    // Whether it found no room when it was last asked for; plain, since after the end everybody finds the same.
    private boolean leftOut;

    private RecordedException(
            Throwable exception, long epochNanos, AttributeList described, @Nullable StackText stack) {
        super(NAME, epochNanos, described);
        this.exception = exception;
        this.described = described;
        this.stack = stack;
    }

    /**
     * Describes the exception; attributes of the same names that the caller adds win.
     *
     * <p>What alone has more bytes than a span may have is left out, and counted.
     */
    static RecordedException of(Throwable exception, @Nullable Attributes additional, long epochNanos, Limits limits) {
        AttributeList more = AttributeList.copyOf(additional, Integer.MAX_VALUE, limits);
        String type = exception.getClass().getCanonicalName();
        String message = message(exception);
        int before = (type == null ? 0 : 1) + (message == null ? 0 : 1);
        boolean wanted = before < limits.attributesPerEvent && (more == null || more.get(STACK_TRACE) == null);
        StackText stack = wanted ? StackText.of(exception) : null;
        // One place is kept for the stack trace: it comes before what the caller adds.
        int maxCount = limits.attributesPerEvent - (stack == null ? 0 : 1);
        AttributeList list = new AttributeList(limits);
        list.put("exception.type", type, maxCount);
        list.put("exception.message", message, maxCount);
        if (stack == null) {
            list.put(STACK_TRACE, wanted ? StackText.printed(exception) : "", maxCount);
        }
        if (more != null) {
            list.putAll(more, maxCount, limits.bytes);
        }
        return new RecordedException(exception, epochNanos, list, stack);
    }

    // Foreign code: an exception may override its methods, and they may fail.
    private static @Nullable String message(Throwable exception) {
        try {
            return exception.getMessage();
        } catch (Throwable failed) {
            return null;
        }
    }

    /** Whether the stack trace is yet to become text. */
    boolean isWaiting() {
        return stack != null && rendered == null;
    }

    /** Bytes that the stack traces of all exceptions in the span may take. */
    long roomBeside(@Nullable AttributeList spanAttributes, int detailBytes) {
        return Math.max(0, described.limits().roomBeside(spanAttributes) - (long) detailBytes);
    }

    /** The exception with its stack trace, if that takes no more than so many bytes; else without it, and that is counted. */
    RecordedException withStackTrace(long room) {
        if (stack == null) {
            return this;
        }
        Limits limits = described.limits();
        int maxCount = limits.attributesPerEvent;
        AttributeList all = new AttributeList(limits);
        all.putAll(described, maxCount, limits.bytes);
        all.putOwned(STACK_TRACE, null, text(stack, room), maxCount, (int) (described.bytes() + room));
        leftOut = all.dropped() > described.dropped();
        return new RecordedException(exception, getEpochNanos(), all, null);
    }

    private String text(StackText unrendered, long room) {
        String known = rendered;
        if (known == null) {
            // One more than there is room for, and one that a cut may take, are enough to know that there is no room.
            int enough = (int) Math.min(described.limits().valueLength, room + 2);
            known = AttributeValue.cut(unrendered.render(enough), enough);
            if (known.length() <= room) {
                rendered = known;
            }
        }
        return known;
    }

    /** Whether the stack trace found no room when it was last asked for. */
    boolean isStackLeftOut() {
        return leftOut;
    }

    @Override
    public Throwable getException() {
        return exception;
    }

    @Override
    EventData toEventData() {
        return ExceptionEventData.create(getEpochNanos(), exception, getAttributes(), getTotalAttributeCount());
    }
}
