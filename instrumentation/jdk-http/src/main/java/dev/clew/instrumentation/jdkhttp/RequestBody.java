package dev.clew.instrumentation.jdkhttp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request's body that counts what the handler reads of it. Threads: one at a time. */
final class RequestBody extends FilterInputStream {
    private long readBytes;

    RequestBody(InputStream body) {
        super(body);
    }

    @SuppressWarnings("ReferenceEquality") // the same stream, whatever it thinks of others
    boolean counts(InputStream body) {
        return in == body;
    }

    long readBytes() {
        return readBytes;
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        readBytes += b < 0 ? 0 : 1;
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        readBytes += Math.max(read, 0);
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = in.skip(bytes);
        readBytes += skipped;
        return skipped;
    }
}
