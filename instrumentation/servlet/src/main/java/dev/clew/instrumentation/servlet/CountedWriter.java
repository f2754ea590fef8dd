package dev.clew.instrumentation.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.util.concurrent.atomic.AtomicLong;

/** A response's text that counts the bytes which it becomes. Threads: one at a time. */
final class CountedWriter extends Writer {
    private final PrintWriter writer;
    private final Charset charset;
    private final AtomicLong writtenBytes;

    CountedWriter(PrintWriter writer, Charset charset, AtomicLong writtenBytes) {
        this.writer = writer;
        this.charset = charset;
        this.writtenBytes = writtenBytes;
    }

    /** What an application gets: it knows of the failures of the writer below. */
    PrintWriter printer() {
        return new PrintWriter(this) {
            @Override
            public boolean checkError() {
                return super.checkError() || writer.checkError();
            }
        };
    }

    @Override
    public void write(char[] text, int offset, int length) {
        writer.write(text, offset, length);
        writtenBytes.addAndGet(bytes(text, offset, length));
    }

    @Override
    public void flush() {
        writer.flush();
    }

    @Override
    public void close() {
        writer.close();
    }

    private long bytes(char[] text, int offset, int length) {
        if (charset.equals(ISO_8859_1) || charset.equals(US_ASCII)) {
            return length;
        }
        if (!charset.equals(UTF_8)) {
            return new String(text, offset, length).getBytes(charset).length;
        }
        long bytes = 0;
        for (int i = offset; i < offset + length; i++) {
            char c = text[i];
            // Half of a surrogate pair counts two, wherever the other half is.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}
