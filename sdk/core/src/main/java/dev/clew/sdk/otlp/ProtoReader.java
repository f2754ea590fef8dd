package dev.clew.sdk.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * A cursor over the fields of one protobuf message. A field's tag holds its number and its wire type, so a known field with the
 * wrong wire type is an unknown field, as protobuf asks.
 *
 * <p>Whatever the bytes, every call moves forward or throws {@link MalformedOtlpException}, and no length is believed before it
 * has been compared with the bytes that are there. Groups, which OTLP has never used, are refused. Threads: one.
 */
public final class ProtoReader {
    /** The wire types, which are the low three bits of a tag. */
    public static final int VARINT = 0;

    public static final int FIXED64 = 1;
    public static final int LENGTH_DELIMITED = 2;
    public static final int FIXED32 = 5;

    /** What {@link #nextTag} returns when the message is over. */
    public static final int END = 0;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int end;
    private int position;

    /** Reads the given range, which is not copied. */
    public ProtoReader(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        this.bytes = bytes;
        this.position = offset;
        this.end = offset + length;
    }

    /** The tag of the next field, {@code number << 3 | wireType}, or {@link #END}. The field's value is to be read or skipped next. */
    public int nextTag() {
        if (position == end) {
            return END;
        }
        long tag = varint();
        // The largest field number has 29 bits, which with the wire type fill an int.
        if (tag >>> 32 != 0 || tag >>> 3 == 0) {
            throw new MalformedOtlpException("no field has this tag: tag=" + Long.toUnsignedString(tag));
        }
        return (int) tag;
    }

    public void skip(int tag) {
        switch (tag & 7) {
            case VARINT -> varint();
            case FIXED64 -> take(Long.BYTES);
            case LENGTH_DELIMITED -> take(length());
            case FIXED32 -> take(Integer.BYTES);
            default -> throw new MalformedOtlpException("no field has this wire type: wireType=" + (tag & 7));
        }
    }

    public long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = bytes[take(1)];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new MalformedOtlpException("a varint has more than 10 bytes");
    }

    public long fixed64() {
        return (long) LONGS.get(bytes, take(Long.BYTES));
    }

    public int fixed32() {
        return (int) INTS.get(bytes, take(Integer.BYTES));
    }

    /** The text, with the replacement character wherever the bytes are not UTF-8. */
    public String string() {
        int length = length();
        return new String(bytes, take(length), length, UTF_8);
    }

    public byte[] bytes() {
        int length = length();
        int start = take(length);
        return Arrays.copyOfRange(bytes, start, start + length);
    }

    /** A cursor over the embedded message that comes next. */
    public ProtoReader message() {
        int length = length();
        return new ProtoReader(bytes, take(length), length);
    }

    private int length() {
        long length = varint();
        if (length < 0 || length > end - position) {
            throw truncated(length);
        }
        return (int) length;
    }

    /** The position of the next bytes, which are passed over. */
    private int take(int count) {
        if (count > end - position) {
            throw truncated(count);
        }
        int start = position;
        position += count;
        return start;
    }

    private MalformedOtlpException truncated(long wanted) {
        return new MalformedOtlpException("the message ends within a field: wantedBytes="
                + Long.toUnsignedString(wanted) + ", remainingBytes=" + (end - position));
    }
}
