package dev.clew.viewer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** What OTLP/HTTP answers: an {@code ExportTraceServiceResponse} with status 200, a {@code google.rpc.Status} with any other. */
final class OtlpAnswer {
    private static final int LENGTH_DELIMITED = 2;

    /** {@code Status.message} and {@code ExportTracePartialSuccess.error_message} have the same number. */
    private static final int MESSAGE = 2 << 3 | LENGTH_DELIMITED;

    private static final int PARTIAL_SUCCESS = 1 << 3 | LENGTH_DELIMITED;
    private static final int REJECTED_SPANS = 1 << 3;

    private final int status;
    private final byte[] body;

    private OtlpAnswer(int status, byte[] body) {
        this.status = status;
        this.body = body;
    }

    /** Everything was taken: the empty message. */
    static OtlpAnswer taken() {
        return new OtlpAnswer(200, new byte[0]);
    }

    /** Taken, but for some spans. */
    static OtlpAnswer partlyTaken(int rejectedSpans, String message) {
        ByteArrayOutputStream partial = new ByteArrayOutputStream();
        partial.write(REJECTED_SPANS);
        varint(partial, rejectedSpans);
        field(partial, MESSAGE, message.getBytes(UTF_8));
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        field(response, PARTIAL_SUCCESS, partial.toByteArray());
        return new OtlpAnswer(200, response.toByteArray());
    }

    /** Not taken, and why. */
    static OtlpAnswer refused(int status, String message) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        field(body, MESSAGE, message.getBytes(UTF_8));
        return new OtlpAnswer(status, body.toByteArray());
    }

    void send(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", OtlpHandler.PROTOBUF);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static void field(ByteArrayOutputStream out, int tag, byte[] value) {
        out.write(tag);
        varint(out, value.length);
        out.writeBytes(value);
    }

    private static void varint(ByteArrayOutputStream out, int value) {
        int left = value;
        while (left > 0x7F) {
            out.write((left & 0x7F) | 0x80);
            left >>>= 7;
        }
        out.write(left);
    }
}
