package dev.clew.instrumentation.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A response that counts the bytes which the application writes. An error page of the container is not counted. Threads: those of the request. */
final class CountedResponse extends HttpServletResponseWrapper {
    private static final long NOT_THE_APPLICATIONS = Long.MIN_VALUE / 2;

    private final AtomicLong writtenBytes;
    private @Nullable ServletOutputStream stream;
    private @Nullable PrintWriter writer;

    private CountedResponse(AtomicLong writtenBytes, HttpServletResponse response) {
        super(response);
        this.writtenBytes = writtenBytes;
    }

    /** The response itself, where it is a counted one already. */
    static HttpServletResponse of(ServletExchange exchange, HttpServletResponse response) {
        boolean counted =
                response instanceof ServletResponseWrapper wrapper && wrapper.isWrapperFor(CountedResponse.class);
        return counted ? response : new CountedResponse(exchange.writtenBytes(), response);
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        ServletOutputStream counted = stream;
        if (counted == null) {
            counted = new CountedStream(super.getOutputStream(), writtenBytes);
            stream = counted;
        }
        return counted;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        PrintWriter counted = writer;
        if (counted == null) {
            PrintWriter uncounted = super.getWriter();
            counted = new CountedWriter(uncounted, Charset.forName(getCharacterEncoding()), writtenBytes).printer();
            writer = counted;
        }
        return counted;
    }

    @Override
    public void sendError(int statusCode) throws IOException {
        writtenBytes.set(NOT_THE_APPLICATIONS);
        super.sendError(statusCode);
    }

    @Override
    public void sendError(int statusCode, String message) throws IOException {
        writtenBytes.set(NOT_THE_APPLICATIONS);
        super.sendError(statusCode, message);
    }

    @Override
    public void reset() {
        super.reset();
        writtenBytes.set(0);
        stream = null;
        writer = null;
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        writtenBytes.set(0);
    }
}
