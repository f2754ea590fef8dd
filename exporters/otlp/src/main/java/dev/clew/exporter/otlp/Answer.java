package dev.clew.exporter.otlp;

import dev.clew.sdk.export.SendResult;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What the other side answered to a request.
 *
 * @param headers by name in lower case
 * @param body at most {@link AnswerReader#MAX_BODY_BYTES} of it
 * @param whole whether that is all of it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Answer(int status, Map<String, String> headers, byte[] body, boolean whole) {
    /** The statuses that OTLP names as worth another attempt. */
    private static boolean isTransient(int status) {
        return status == 429 || status == 502 || status == 503 || status == 504;
    }

    /** What this means for a batch of so many spans that was sent to the endpoint. */
    SendResult toResult(String endpoint, int spanCount) {
        if (status >= 200 && status < 300) {
            return accepted(endpoint, spanCount);
        }
        String message = status + " by " + endpoint + reason();
        if (status == 413) {
            return SendResult.tooLarge(message);
        }
        if (!isTransient(status)) {
            return SendResult.rejected(message);
        }
        long millis = header("retry-after")
                .map(value -> RetryAfter.millis(value, System.currentTimeMillis()))
                .orElse(0L);
        return millis > 0 ? SendResult.retryAfter(millis, message) : SendResult.retry(message);
    }

    private Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The spans were taken, whatever the body looks like: to send them again would store them twice. */
    private SendResult accepted(String endpoint, int spanCount) {
        if (!whole) {
            return unreadable(endpoint, "it was cut off");
        }
        if (!isProtobufIfAnything()) {
            return unreadable(endpoint, "it is not protobuf: " + text());
        }
        try {
            PartialSuccess partial = PartialSuccess.ofResponse(body);
            String message = PrintableText.of(partial.message());
            return SendResult.partly(Math.min(partial.rejectedSpans(), spanCount), message);
        } catch (ProtocolException malformed) {
            return unreadable(endpoint, String.valueOf(malformed.getMessage()));
        }
    }

    private static SendResult unreadable(String endpoint, String why) {
        return SendResult.partly(0, "taken by " + endpoint + ", but its answer cannot be read: " + why);
    }

    /** Why the spans were not taken, as far as the answer says; starts with a separator unless empty. */
    private String reason() {
        if (status >= 300 && status < 400) {
            String target = header("location").map(Endpoint::redact).orElse("nowhere");
            return ": redirects are not followed; this one leads to " + PrintableText.of(target);
        }
        String text = isProtobuf() ? statusMessage() : text();
        return text.isEmpty() ? "" : ": " + text;
    }

    private String statusMessage() {
        try {
            return PrintableText.of(RpcStatus.message(body));
        } catch (ProtocolException malformed) {
            return text();
        }
    }

    private String text() {
        return PrintableText.of(new String(body, StandardCharsets.UTF_8));
    }

    private boolean isProtobuf() {
        return header("content-type")
                .filter(type -> type.startsWith("application/x-protobuf"))
                .isPresent();
    }

    private boolean isProtobufIfAnything() {
        return body.length == 0 || header("content-type").isEmpty() || isProtobuf();
    }
}
