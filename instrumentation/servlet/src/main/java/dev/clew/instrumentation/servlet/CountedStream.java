package dev.clew.instrumentation.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** A response's body that counts what is written. Threads: one at a time. */
final class CountedStream extends ServletOutputStream {
    private final ServletOutputStream stream;
    private final AtomicLong writtenBytes;

    CountedStream(ServletOutputStream stream, AtomicLong writtenBytes) {
        this.stream = stream;
        this.writtenBytes = writtenBytes;
    }

    @Override
    public void write(int b) throws IOException {
        stream.write(b);
        writtenBytes.incrementAndGet();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        stream.write(bytes, offset, length);
        writtenBytes.addAndGet(length);
    }

    @Override
    public void flush() throws IOException {
        stream.flush();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    @Override
    public boolean isReady() {
        return stream.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        stream.setWriteListener(listener);
    }
}
