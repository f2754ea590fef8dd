package dev.clew.exporter.otlp;

import java.net.ProtocolException;
import java.nio.ByteBuffer;

/** The {@code google.rpc.Status} with which OTLP explains a refusal. */
final class RpcStatus {
    private static final int MESSAGE = ProtobufReader.tag(2, ProtobufReader.LENGTH_DELIMITED);

    private RpcStatus() {}

    /** The explanation; empty when there is none. */
    static String message(byte[] status) throws ProtocolException {
        String message = "";
        ProtobufReader in = new ProtobufReader(ByteBuffer.wrap(status));
        while (in.hasNext()) {
            int tag = in.nextTag();
            if (tag == MESSAGE) {
                message = in.nextString();
            } else {
                in.skip(tag);
            }
        }
        return message;
    }
}
