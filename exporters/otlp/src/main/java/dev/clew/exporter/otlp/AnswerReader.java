package dev.clew.exporter.otlp;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads one HTTP/1.1 answer. A head that is none is an error; a body that breaks off, lies about its length or is longer than
 * {@value #MAX_BODY_BYTES} bytes is not: the status says what became of the request, and the answer that it is not whole.
 */
final class AnswerReader {
    static final int MAX_BODY_BYTES = 64 * 1024;
    private static final int MAX_HEAD_BYTES = 64 * 1024;

    private final InputStream in;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(128);
    private int headBytes;
    private boolean followed; // nothing speaks against another answer on this connection

    AnswerReader(InputStream in) {
        this.in = in;
    }

    /** Whether nothing at all has come. */
    boolean isEmpty() {
        return headBytes == 0;
    }

    /** Whether another answer may follow on this connection. */
    boolean isFollowed() {
        return followed;
    }

    /**
     * Waits for the answer, and reads it.
     *
     * @param begun run when the status is known, before the body is waited for
     */
    Answer read(Runnable begun) throws IOException {
        int status = status();
        Map<String, String> headers = headers();
        while (isAnnouncement(status)) {
            status = status();
            headers = headers();
        }
        begun.run();
        boolean whole = body(status, headers);
        followed &= whole
                && !headers.getOrDefault("connection", "")
                        .toLowerCase(Locale.ROOT)
                        .contains("close");
        return new Answer(status, headers, body.toByteArray(), whole);
    }

    /** Waits for a head, and reads no byte of what comes after it; its status. */
    int readHead() throws IOException {
        int status;
        do {
            status = status();
            headers();
        } while (isAnnouncement(status));
        return status;
    }

    /** "100 Continue" and others come before the answer proper. */
    private static boolean isAnnouncement(int status) {
        return status < 200 && status != 101;
    }

    private int status() throws IOException {
        String line = line();
        if (!line.startsWith("HTTP/1.") || line.length() < 12 || line.charAt(8) != ' ') {
            throw new ProtocolException("this is not HTTP/1.1: " + line);
        }
        int status = 0;
        for (int i = 9; i < 12; i++) {
            int digit = line.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new ProtocolException("this is not a status of HTTP: " + line);
            }
            status = 10 * status + digit;
        }
        followed = line.charAt(7) != '0'; // HTTP/1.0 closes after each answer
        return status;
    }

    /** By name in lower case; of one that comes twice, the first. */
    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(
                        line.substring(0, colon).trim().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).trim());
            }
        }
        return headers;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException(isEmpty() ? "the connection was closed" : "the answer breaks off in its head");
            }
            if (++headBytes > MAX_HEAD_BYTES) {
                throw new ProtocolException("the head of the answer has more than " + MAX_HEAD_BYTES + " bytes");
            }
            line.write(next);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** Reads what is there of the body; whether that is all of it. */
    private boolean body(int status, Map<String, String> headers) {
        if (status == 204 || status == 304) {
            return true;
        }
        try {
            String encoding = headers.get("transfer-encoding");
            if (encoding != null && encoding.toLowerCase(Locale.ROOT).endsWith("chunked")) {
                return chunks();
            }
            String length = headers.get("content-length");
            return length == null ? rest() : part(length(length));
        } catch (IOException brokenOff) {
            return false;
        }
    }

    /** A body without a length ends with the connection. */
    private boolean rest() throws IOException {
        followed = false;
        try {
            return part(Long.MAX_VALUE);
        } catch (EOFException end) {
            return true;
        }
    }

    private static long length(String header) throws ProtocolException {
        try {
            return notNegative(Long.parseLong(header));
        } catch (NumberFormatException notANumber) {
            throw new ProtocolException("Content-Length is not a number");
        }
    }

    private boolean chunks() throws IOException {
        while (true) {
            String size = line();
            int end = size.indexOf(';');
            int length = chunkLength(end < 0 ? size : size.substring(0, end));
            if (length == 0) {
                headers(); // what follows the last chunk, most often nothing
                return true;
            }
            if (!part(length)) {
                return false;
            }
            line();
        }
    }

    private static int chunkLength(String hex) throws ProtocolException {
        try {
            return (int) notNegative(Integer.parseInt(hex.trim(), 16));
        } catch (NumberFormatException notHex) {
            throw new ProtocolException("the length of a chunk is not a number");
        }
    }

    private static long notNegative(long length) {
        if (length < 0) {
            throw new NumberFormatException("negative");
        }
        return length;
    }

    /** Reads so many bytes; false when they are more than the answer has room for. */
    private boolean part(long length) throws IOException {
        byte[] buffer = new byte[(int) Math.min(4096, length)];
        for (long left = length; left > 0; ) {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                throw new EOFException("the answer breaks off in its body");
            }
            int room = MAX_BODY_BYTES - body.size();
            body.write(buffer, 0, Math.min(count, room));
            if (count > room) {
                return false;
            }
            left -= count;
        }
        return true;
    }
}
