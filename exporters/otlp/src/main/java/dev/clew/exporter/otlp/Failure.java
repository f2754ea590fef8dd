package dev.clew.exporter.otlp;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Says in words why there was no answer. */
final class Failure {
    private Failure() {}

    /** The class of what went wrong, for metrics. */
    static String type(Throwable failure) {
        return cause(failure).getClass().getName();
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof UncheckedIOException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    static String describe(Throwable failure, String endpoint) {
        Throwable cause = cause(failure);
        if (cause instanceof UnknownHostException) {
            return "host not found: " + endpoint;
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return noConnection(cause) + endpoint;
        }
        String what = cause instanceof SSLException ? "no secure connection to " : "no answer by ";
        String message = cause.getMessage();
        String why = message == null ? cause.getClass().getName() : message;
        return what + endpoint + ": " + PrintableText.of(why);
    }

    private static String noConnection(Throwable cause) {
        String message = cause.getMessage();
        if (message == null || message.isEmpty() || message.contains("refused")) {
            return "connection refused by ";
        }
        return PrintableText.of(message) + ": ";
    }
}
