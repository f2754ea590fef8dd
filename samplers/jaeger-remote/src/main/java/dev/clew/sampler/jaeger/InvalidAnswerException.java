package dev.clew.sampler.jaeger;

/** An answer that is no sampling strategy; the message says what is wrong with it. */
final class InvalidAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidAnswerException(String message) {
        super(message);
    }
}
