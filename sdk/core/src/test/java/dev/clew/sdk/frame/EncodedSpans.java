package dev.clew.sdk.frame;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;

/** Spans made with OpenTelemetry's own protobuf classes, as frames: what the encoder would publish, without it. */
public final class EncodedSpans {
    private EncodedSpans() {}

    /** A span with ids made of the number and that name. */
    public static Span span(long number, String name) {
        return Span.newBuilder()
                .setTraceId(ByteString.copyFrom(
                        ByteBuffer.allocate(16).putLong(7).putLong(number).flip()))
                .setSpanId(ByteString.copyFrom(
                        ByteBuffer.allocate(8).putLong(number).flip()))
                .setName(name)
                .setStartTimeUnixNano(1_000 + number)
                .setEndTimeUnixNano(2_000 + number)
                .build();
    }

    /** Publishes the message with a header; true when it was taken. */
    public static boolean publish(Stripes stripes, Span message, int scopeId, int flags) {
        return stripes.publish(scratch(message.toByteArray(), scopeId), flags);
    }

    /** A scratch that holds header and message. */
    static OtlpWriter scratch(byte[] message, int scopeId) {
        OtlpWriter scratch = new OtlpWriter(FrameLayout.MESSAGE);
        scratch.reset(FrameLayout.MESSAGE);
        scratch.setInt(FrameLayout.SCOPE, scopeId);
        scratch.append(message);
        return scratch;
    }

    /** The message of a frame, as consumers copy it. */
    public static byte[] message(Frame frame) {
        byte[] message = new byte[frame.messageLength()];
        frame.copyMessage(message, 0);
        return message;
    }
}
