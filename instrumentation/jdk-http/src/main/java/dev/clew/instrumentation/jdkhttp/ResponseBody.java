package dev.clew.instrumentation.jdkhttp;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A response's body that tells the span of the exchange what is written, when it is closed, and what goes wrong. Threads: one at a time. */
final class ResponseBody extends FilterOutputStream {
    private final ExchangeSpan span;

    ResponseBody(OutputStream body, ExchangeSpan span) {
        super(body);
        this.span = span;
    }

    @SuppressWarnings("ReferenceEquality") // the same stream, whatever it thinks of others
    boolean tellsOf(OutputStream body) {
        return out == body;
    }

    @Override
    public void write(int b) throws IOException {
        try {
            out.write(b);
        } catch (IOException e) {
            span.failed(e);
            throw e;
        }
        span.wrote(1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            span.failed(e);
            throw e;
        }
        span.wrote(length);
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            span.failed(e);
            throw e;
        }
    }

    /** Closes the body and does not flush it before: the JDK's does both. */
    @Override
    public void close() throws IOException {
        try {
            out.close();
        } catch (IOException e) {
            span.failed(e);
            throw e;
        }
        span.answered();
    }
}
