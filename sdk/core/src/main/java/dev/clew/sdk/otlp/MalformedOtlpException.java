package dev.clew.sdk.otlp;

/** The bytes are not the OTLP message they were said to be; the message says what is wrong with them. */
public final class MalformedOtlpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedOtlpException(String message) {
        super(message);
    }
}
