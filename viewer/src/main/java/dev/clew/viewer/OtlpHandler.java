package dev.clew.viewer;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.clew.sdk.otlp.MalformedOtlpException;
import dev.clew.sdk.otlp.OtlpSpanReader;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/traces}, as the OTLP/HTTP specification asks of a server: protobuf, plain or in gzip. Threads: any. When a
 * request is too large, packed or unpacked, it is answered with 413.
 */
final class OtlpHandler implements HttpHandler {
    static final String PATH = "/v1/traces";

    static final String PROTOBUF = "application/x-protobuf";

    private final int maxBodyBytes;
    private final Consumer<List<SpanData>> spans;

    OtlpHandler(int maxBodyBytes, Consumer<List<SpanData>> spans) {
        this.maxBodyBytes = maxBodyBytes;
        this.spans = spans;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            OtlpAnswer answer = answer(exchange);
            drain(exchange.getRequestBody());
            answer.send(exchange);
        }
    }

    private OtlpAnswer answer(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        String contentType = value(headers, "Content-Type").split(";")[0].trim();
        String encoding = value(headers, "Content-Encoding");
        if (!exchange.getRequestURI().getPath().equals(PATH)) {
            return OtlpAnswer.refused(404, "spans go to " + PATH);
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            return OtlpAnswer.refused(405, "the method must be POST: method=" + exchange.getRequestMethod());
        }
        if (!contentType.equals(PROTOBUF)) {
            return OtlpAnswer.refused(415, "Content-Type must be " + PROTOBUF + ": Content-Type=" + contentType);
        }
        if (!encoding.isEmpty() && !encoding.equals("identity") && !encoding.equals("gzip")) {
            return OtlpAnswer.refused(415, "Content-Encoding must be gzip or none: Content-Encoding=" + encoding);
        }
        byte[] body = limited(exchange.getRequestBody());
        try {
            if (body != null && encoding.equals("gzip")) {
                body = limited(new GZIPInputStream(new ByteArrayInputStream(body)));
            }
        } catch (IOException notGzip) {
            return OtlpAnswer.refused(400, "the body is no gzip: " + notGzip.getMessage());
        }
        return body == null
                ? OtlpAnswer.refused(413, "a request must have at most " + maxBodyBytes + " bytes, also when unpacked")
                : read(body);
    }

    /** Everything that is left in the stream, or null when that is more than a body may have. */
    private byte @Nullable [] limited(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(maxBodyBytes);
        return in.read() < 0 ? bytes : null;
    }

    /** Reads on, as whoever is still sending does not read the answer; but not without end. */
    private void drain(InputStream in) throws IOException {
        byte[] buffer = new byte[8192];
        long left = 4L * maxBodyBytes;
        for (int count = 0; count >= 0 && left > 0; left -= count) {
            count = in.read(buffer);
        }
    }

    private OtlpAnswer read(byte[] request) {
        List<SpanData> all;
        try {
            all = OtlpSpanReader.readRequest(request);
        } catch (MalformedOtlpException malformed) {
            return OtlpAnswer.refused(400, "the body is no ExportTraceServiceRequest: " + malformed.getMessage());
        }
        List<SpanData> valid =
                all.stream().filter(span -> span.getSpanContext().isValid()).toList();
        spans.accept(valid);
        int rejected = all.size() - valid.size();
        return rejected == 0
                ? OtlpAnswer.taken()
                : OtlpAnswer.partlyTaken(rejected, "trace_id and span_id must not be all zeros");
    }

    private static String value(Headers headers, String name) {
        String value = headers.getFirst(name);
        return value == null ? "" : value.toLowerCase(Locale.ROOT).trim();
    }
}
