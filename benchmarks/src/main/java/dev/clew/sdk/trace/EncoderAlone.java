package dev.clew.sdk.trace;

import dev.clew.sdk.frame.OtlpWriter;
import io.opentelemetry.api.trace.Span;

/** The encoder, which is nobody's business outside of its package, with a scratch of its own. Threads: one at a time. */
public final class EncoderAlone {
    private final SpanEncoder encoder = new SpanEncoder(new OtlpWriter(1024));

    /**
     * Encodes a span of Clew's that has ended, as a frame that replaces the one before.
     *
     * @return the frame's flags
     */
    public int encode(Span ended) {
        encoder.encode((SpanRecord) ended);
        return SpanEncoder.flags((SpanRecord) ended);
    }

    /** The scratch with the latest frame. */
    public OtlpWriter out() {
        return encoder.out();
    }
}
