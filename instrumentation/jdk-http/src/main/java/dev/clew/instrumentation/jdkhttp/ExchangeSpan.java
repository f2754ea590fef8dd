package dev.clew.instrumentation.jdkhttp;

import com.sun.net.httpserver.HttpExchange;
import dev.clew.instrumentation.http.HttpServerSpans;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The span of an exchange. It ends once: when the handler has returned and the response is complete, in either order, or when
 * the handler threw. A response is complete when its headers say that there is no body, when as many bytes as they say are
 * written, when its stream or the exchange is closed, or when writing failed.
 *
 * <p>Threads: any; as in every exchange, one at a time writes the response.
 */
final class ExchangeSpan {
    private static final int RETURNED = 1;
    private static final int ANSWERED = 2;
    private static final int ENDED = RETURNED | ANSWERED;

    private final HttpServerSpans<HttpExchange, ExchangeSpan> spans;
    private final Context context;
    private final HttpExchange exchange;
    private final AtomicInteger state = new AtomicInteger();

    // Written by the thread that answers, read by the one that ends the span: the state orders them.
    private @Nullable RequestBody requestBody;
    private @Nullable ResponseBody responseBody;
    private @Nullable IOException failure;
    private long announcedBytes = -1;
    private long writtenBytes;

    ExchangeSpan(HttpServerSpans<HttpExchange, ExchangeSpan> spans, Context context, HttpExchange exchange) {
        this.spans = spans;
        this.context = context;
        this.exchange = exchange;
    }

    HttpExchange exchange() {
        return exchange;
    }

    /** The bytes that the request announces, or else those that the handler read of them, or -1 when it read none. */
    long requestBodyBytes() {
        String announced = exchange.getRequestHeaders().getFirst("Content-Length");
        if (announced != null) {
            return Long.parseLong(announced);
        }
        return requestBody == null ? -1 : requestBody.readBytes();
    }

    /** The bytes that the handler wrote, or -1 while there is no response. */
    long responseBodyBytes() {
        return isAnswered() ? writtenBytes : -1;
    }

    /** Answers, as the handler asked to. */
    void sendResponseHeaders(int statusCode, long responseLength) throws IOException {
        boolean isFirst = !isAnswered();
        try {
            exchange.sendResponseHeaders(statusCode, responseLength);
        } catch (IOException e) {
            if (isFirst) {
                failed(e);
            }
            throw e;
        }
        announcedBytes = responseLength > 0 ? responseLength : -1;
        if (responseLength == -1 || hasNoBody(statusCode)) {
            reach(ANSWERED, null);
        }
    }

    /** The request's body, counted, or what the application has put in its place, which reads the counted one. */
    InputStream requestBody() {
        InputStream current = exchange.getRequestBody();
        RequestBody counted = requestBody;
        if (counted == null) {
            counted = new RequestBody(current);
            requestBody = counted;
        }
        return counted.counts(current) ? counted : current;
    }

    /** The response's body, which tells what is written, or what the application has put in its place, which writes to that one. */
    OutputStream responseBody() {
        OutputStream current = exchange.getResponseBody();
        ResponseBody told = responseBody;
        if (told == null) {
            told = new ResponseBody(current, this);
            responseBody = told;
        }
        return told.tellsOf(current) ? told : current;
    }

    void close() {
        exchange.close();
        reach(ANSWERED, null);
    }

    /** More of the body is written. */
    void wrote(long bytes) {
        writtenBytes += bytes;
        if (writtenBytes == announcedBytes) {
            reach(ANSWERED, null);
        }
    }

    /** The body is closed. */
    void answered() {
        reach(ANSWERED, null);
    }

    /** The response cannot be written any further: its reader has gone, or the handler broke its word on the length. */
    void failed(IOException e) {
        if (isAnswered()) { // and not a handler that writes before it sends headers, and may yet send them
            failure = e;
            reach(ANSWERED, null);
        }
    }

    void returned() {
        reach(RETURNED, null);
    }

    void threw(Throwable error) {
        reach(ENDED, error);
    }

    private void reach(int reached, @Nullable Throwable error) {
        int before = state.getAndAccumulate(reached, (a, b) -> a | b);
        if (before != ENDED && (before | reached) == ENDED) {
            spans.end(context, this, error == null ? failure : error);
        }
    }

    private boolean isAnswered() {
        return exchange.getResponseCode() >= 0;
    }

    private boolean hasNoBody(int statusCode) {
        return statusCode < 200
                || statusCode == 204
                || statusCode == 304
                || exchange.getRequestMethod().equals("HEAD");
    }
}
