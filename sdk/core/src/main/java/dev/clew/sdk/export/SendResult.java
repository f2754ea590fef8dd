package dev.clew.sdk.export;

/**
 * What the other side answered to one attempt.
 *
 * @param outcome what the destination does next
 * @param rejectedSpans of a delivered batch, the spans that the other side refused (OTLP partial success); not negative
 * @param retryAfterMillis the least wait the other side asked for, in milliseconds; 0 when it did not
 * @param message for the log: the answer's text or the cause; empty when there is nothing to say
 * @param httpStatus of the answer; 0 when there was none, or no HTTP
 * @param errorType of an attempt without an answer, for the SDK's metrics: few different ones, such as {@code timeout} or the
 *     name of an exception's class; empty when the outcome and the status say enough
 */
public record SendResult(
        Outcome outcome, long rejectedSpans, long retryAfterMillis, String message, int httpStatus, String errorType) {
    /** What becomes of a batch after an attempt. */
    public enum Outcome {
        /** The other side has it, all but the rejected spans. */
        DELIVERED,
        /** Not now: the same batch may succeed later. */
        RETRY,
        /** Never: the other side refuses this batch, and would refuse it again. */
        REJECTED,
        /** Too large for the other side: two halves may succeed. */
        TOO_LARGE
    }

    private SendResult(Outcome outcome, long rejectedSpans, long retryAfterMillis, String message) {
        this(outcome, rejectedSpans, retryAfterMillis, message, 0, "");
    }

    /** The same, answered with that HTTP status. */
    public SendResult withHttpStatus(int status) {
        return new SendResult(outcome, rejectedSpans, retryAfterMillis, message, status, errorType);
    }

    /** The same, for want of an answer because of that. */
    public SendResult withErrorType(String type) {
        return new SendResult(outcome, rejectedSpans, retryAfterMillis, message, httpStatus, type);
    }

    /** Everything was taken. */
    public static SendResult delivered() {
        return new SendResult(Outcome.DELIVERED, 0, 0, "");
    }

    /** Taken, but for some spans; they are counted as rejected and not sent again. */
    public static SendResult partly(long rejectedSpans, String message) {
        return new SendResult(Outcome.DELIVERED, rejectedSpans, 0, message);
    }

    /** Not taken now; the destination chooses when to try again. */
    public static SendResult retry(String cause) {
        return new SendResult(Outcome.RETRY, 0, 0, cause);
    }

    /** Not taken now, and not to be tried again before the given wait. */
    public static SendResult retryAfter(long millis, String cause) {
        return new SendResult(Outcome.RETRY, 0, millis, cause);
    }

    /** Refused for good. */
    public static SendResult rejected(String message) {
        return new SendResult(Outcome.REJECTED, 0, 0, message);
    }

    /** Refused for its size. */
    public static SendResult tooLarge(String message) {
        return new SendResult(Outcome.TOO_LARGE, 0, 0, message);
    }
}
