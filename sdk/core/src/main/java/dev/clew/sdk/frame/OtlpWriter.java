package dev.clew.sdk.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes protobuf into a byte array that grows: the scratch in which a span becomes a frame.
 *
 * <p>Strings become valid UTF-8 whatever they hold: a surrogate without its partner is written as {@code ?}, as
 * {@link String#getBytes(java.nio.charset.Charset)} does. Tags are given as the bytes on the wire, field number and wire type
 * together. Threads: one at a time. Allocates: nothing unless it must grow.
 */
public final class OtlpWriter {
    private static final VarHandle LONG_LE =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG_BE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT_LE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MAX_VARINT_BYTES = 10;
    private static final int ONE_BYTE = 1 << 7; // smaller numbers take one

    private byte[] bytes;
    private int position;
    private @Nullable EncodedNames names;
    private @Nullable EncodedAttributes attributes;

    public OtlpWriter(int initialBytes) {
        bytes = new byte[initialBytes];
    }

    /** Keeps the encoded form of names and attributes that come again, from now on. */
    public void remember() {
        if (names == null) {
            names = new EncodedNames();
            attributes = new EncodedAttributes();
        }
    }

    /** Attributes that came before; null unless they are to be remembered. */
    @Nullable
    EncodedAttributes attributes() {
        return attributes;
    }

    /** The array written to; valid up to {@link #size()} and until the next write. */
    public byte[] array() {
        return bytes;
    }

    public int size() {
        return position;
    }

    /** Forgets what was written, except that the first bytes stay as they are: room for a header to be set later. */
    public void reset(int headerBytes) {
        position = headerBytes;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, position);
    }

    /** Makes room, so that the {@code put} methods below may be called for so many bytes. */
    public void ensure(int more) {
        if (bytes.length - position < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, position + more));
        }
    }

    /** Overwrites eight bytes of what was reserved or written before. */
    public void setLong(int at, long value) {
        LONG_LE.set(bytes, at, value);
    }

    /** Overwrites four bytes of what was reserved or written before. */
    public void setInt(int at, int value) {
        INT_LE.set(bytes, at, value);
    }

    /** One byte; room must have been made. */
    public void putByte(int value) {
        bytes[position++] = (byte) value;
    }

    /** Two bytes; room must have been made. */
    public void putBytes(int first, int second) {
        bytes[position] = (byte) first;
        bytes[position + 1] = (byte) second;
        position += 2;
    }

    /** Eight bytes, most significant first, as ids are written; room must have been made. */
    public void putLongBigEndian(long value) {
        LONG_BE.set(bytes, position, value);
        position += Long.BYTES;
    }

    /** Eight bytes, least significant first; room must have been made. */
    public void putFixed64(long value) {
        LONG_LE.set(bytes, position, value);
        position += Long.BYTES;
    }

    /** Four bytes, least significant first; room must have been made. */
    public void putFixed32(int value) {
        INT_LE.set(bytes, position, value);
        position += Integer.BYTES;
    }

    /** A base-128 number of up to ten bytes; room must have been made. */
    public void putVarint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[position++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[position++] = (byte) rest;
    }

    public void writeVarint(int tag, long value) {
        ensure(1 + MAX_VARINT_BYTES);
        putByte(tag);
        putVarint(value);
    }

    /** A field that is left out when it is zero, as proto3 does. */
    public void writeCount(int tag, int value) {
        if (value != 0) {
            writeVarint(tag, value);
        }
    }

    public void writeFixed64(int tag, long value) {
        ensure(1 + Long.BYTES);
        putByte(tag);
        putFixed64(value);
    }

    public void writeBytes(int tag, byte[] value) {
        writeVarint(tag, value.length);
        append(value);
    }

    /** Bytes as they are, without tag and length. */
    public void append(byte[] value) {
        ensure(value.length);
        System.arraycopy(value, 0, bytes, position, value.length);
        position += value.length;
    }

    public void writeString(int tag, String value) {
        int length = value.length();
        ensure(1 + MAX_VARINT_BYTES + 3 * length);
        putByte(tag);
        int lengthAt = position;
        position += varintSize(length);
        int start = position;
        int ascii = putAscii(value, length);
        if (ascii < length) {
            putUtf8(value, ascii);
        }
        setLength(lengthAt, start);
    }

    /** A string that is likely to come again: the key of an attribute, the name of a span. */
    public void writeName(int tag, String name) {
        byte[] known = names == null ? null : names.find(name);
        if (known == null) {
            writeString(tag, name);
        } else {
            appendField(tag, known);
        }
    }

    /** A whole field with another tag, which takes one byte as the field's own does. */
    void appendField(int tag, byte[] field) {
        int start = position;
        append(field);
        bytes[start] = (byte) tag;
    }

    /** Starts a nested message; ends with {@link #endMessage} of the number returned. */
    public int beginMessage(int tag) {
        ensure(2);
        putByte(tag);
        return position++;
    }

    /** Ends the nested message that {@link #beginMessage} started at the mark. */
    public void endMessage(int mark) {
        setLength(mark, mark + 1);
    }

    // Copies up to the first character that is not ASCII; answers how many. Local variables: the compiler keeps them in
    // registers, where it would store a field after every byte.
    private int putAscii(String value, int length) {
        byte[] target = bytes;
        int start = position;
        int i = 0;
        for (; i < length; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                break;
            }
            target[start + i] = (byte) c;
        }
        position = start + i;
        return i;
    }

    // Writes the length of what stands from start to the position. Most lengths take one byte, so keeping one and
    // moving
    // seldom beats measuring everything first.
    private void setLength(int lengthAt, int start) {
        int length = position - start;
        if (length < ONE_BYTE && start == lengthAt + 1) {
            bytes[lengthAt] = (byte) length;
        } else {
            moveAndSetLength(lengthAt, start, length);
        }
    }

    private void moveAndSetLength(int lengthAt, int start, int length) {
        int shift = lengthAt + varintSize(length) - start;
        if (shift != 0) {
            ensure(shift);
            System.arraycopy(bytes, start, bytes, start + shift, length);
        }
        position = lengthAt;
        putVarint(length);
        position += length;
    }

    private void putUtf8(String value, int from) {
        int length = value.length();
        for (int i = from; i < length; i++) {
            char c = value.charAt(i);
            if (c < 0x80) {
                putByte(c);
            } else if (c < 0x800) {
                putByte(0xC0 | (c >> 6));
                putByte(0x80 | (c & 0x3F));
            } else if (!Character.isSurrogate(c)) {
                putByte(0xE0 | (c >> 12));
                putByte(0x80 | ((c >> 6) & 0x3F));
                putByte(0x80 | (c & 0x3F));
            } else if (i + 1 < length && Character.isSurrogatePair(c, value.charAt(i + 1))) {
                putSupplementary(Character.toCodePoint(c, value.charAt(++i)));
            } else {
                putByte('?');
            }
        }
    }

    private void putSupplementary(int codePoint) {
        putByte(0xF0 | (codePoint >> 18));
        putByte(0x80 | ((codePoint >> 12) & 0x3F));
        putByte(0x80 | ((codePoint >> 6) & 0x3F));
        putByte(0x80 | (codePoint & 0x3F));
    }

    static int varintSize(int value) {
        // 7 bits a byte.
        return (value & -ONE_BYTE) == 0 ? 1 : (38 - Integer.numberOfLeadingZeros(value)) / 7;
    }
}
