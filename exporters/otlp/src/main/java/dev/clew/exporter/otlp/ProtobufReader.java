package dev.clew.exporter.otlp;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Walks the fields of a protobuf message: as much of the format as answers to OTLP use. */
final class ProtobufReader {
    static final int VARINT = 0;
    static final int LENGTH_DELIMITED = 2;
    private static final int FIXED64 = 1;
    private static final int FIXED32 = 5;
    private static final int MAX_VARINT_BITS = 64;

    private final ByteBuffer in;

    ProtobufReader(ByteBuffer message) {
        this.in = message;
    }

    boolean hasNext() {
        return in.hasRemaining();
    }

    /** Field number and wire type, as {@link #tag} makes them. */
    int nextTag() throws ProtocolException {
        return (int) nextVarint();
    }

    static int tag(int field, int wireType) {
        return field << 3 | wireType;
    }

    long nextVarint() throws ProtocolException {
        long value = 0;
        for (int shift = 0; shift < MAX_VARINT_BITS; shift += 7) {
            byte next = require(1).get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new ProtocolException("its protobuf has a number of more than ten bytes");
    }

    ByteBuffer nextBytes() throws ProtocolException {
        long length = nextVarint();
        ByteBuffer bytes = require(length).slice(in.position(), (int) length);
        in.position(in.position() + (int) length);
        return bytes;
    }

    String nextString() throws ProtocolException {
        return StandardCharsets.UTF_8.decode(nextBytes()).toString();
    }

    void skip(int tag) throws ProtocolException {
        switch (tag & 7) {
            case VARINT -> nextVarint();
            case LENGTH_DELIMITED -> nextBytes();
            case FIXED64 -> require(8).position(in.position() + 8);
            case FIXED32 -> require(4).position(in.position() + 4);
            default -> throw new ProtocolException("it is not protobuf");
        }
    }

    private ByteBuffer require(long bytes) throws ProtocolException {
        if (bytes < 0 || bytes > in.remaining()) {
            throw new ProtocolException("its protobuf is cut off");
        }
        return in;
    }
}
