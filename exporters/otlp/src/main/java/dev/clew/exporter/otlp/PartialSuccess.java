package dev.clew.exporter.otlp;

import java.net.ProtocolException;
import java.nio.ByteBuffer;

/**
 * What an {@code ExportTraceServiceResponse} says of a batch that was taken.
 *
 * @param rejectedSpans not negative
 * @param message empty when there is none; with no span rejected it is a warning
 */
record PartialSuccess(long rejectedSpans, String message) {
    private static final int PARTIAL_SUCCESS = ProtobufReader.tag(1, ProtobufReader.LENGTH_DELIMITED);
    private static final int REJECTED_SPANS = ProtobufReader.tag(1, ProtobufReader.VARINT);
    private static final int ERROR_MESSAGE = ProtobufReader.tag(2, ProtobufReader.LENGTH_DELIMITED);

    static PartialSuccess ofResponse(byte[] response) throws ProtocolException {
        PartialSuccess last = new PartialSuccess(0, "");
        ProtobufReader in = new ProtobufReader(ByteBuffer.wrap(response));
        while (in.hasNext()) {
            int tag = in.nextTag();
            if (tag == PARTIAL_SUCCESS) {
                last = of(in.nextBytes());
            } else {
                in.skip(tag);
            }
        }
        return last;
    }

    private static PartialSuccess of(ByteBuffer message) throws ProtocolException {
        long rejectedSpans = 0;
        String text = "";
        ProtobufReader in = new ProtobufReader(message);
        while (in.hasNext()) {
            int tag = in.nextTag();
            if (tag == REJECTED_SPANS) {
                rejectedSpans = Math.max(0, in.nextVarint());
            } else if (tag == ERROR_MESSAGE) {
                text = in.nextString();
            } else {
                in.skip(tag);
            }
        }
        return new PartialSuccess(rejectedSpans, text);
    }
}
