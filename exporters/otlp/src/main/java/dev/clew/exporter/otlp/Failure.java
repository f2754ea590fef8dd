package dev.clew.exporter.otlp;

import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
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
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    static String describe(Throwable failure, String endpoint) {
        Throwable cause = cause(failure);
        if (cause instanceof ConnectException) {
            return noConnection(cause) + endpoint;
        }
        String what = cause instanceof SSLException ? "no secure connection to " : "no answer by ";
        String message = cause.getMessage();
        String why = message == null ? cause.getClass().getName() : message;
        return what + endpoint + ": " + PrintableText.of(why);
    }

    private static String noConnection(Throwable cause) {
        for (Throwable deeper = cause; deeper != null; deeper = deeper.getCause()) {
            if (deeper instanceof UnresolvedAddressException) {
                return "host not found: ";
            }
        }
        String message = cause.getMessage();
        if (message == null || message.isEmpty() || message.contains("refused")) {
            return "connection refused by "; // the JDK's channels leave the message out for the most common of reasons
        }
        return PrintableText.of(message) + ": ";
    }
}
