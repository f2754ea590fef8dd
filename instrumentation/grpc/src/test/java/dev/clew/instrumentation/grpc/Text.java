package dev.clew.instrumentation.grpc;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The methods of the suite's service, one of each kind; messages are text. {@code UNSENDABLE} cannot be marshalled. */
final class Text implements MethodDescriptor.Marshaller<String> {
    static final String UNSENDABLE = "unsendable";
    static final MethodDescriptor<String, String> SAY = method(MethodType.UNARY, "Say");
    static final MethodDescriptor<String, String> GATHER = method(MethodType.CLIENT_STREAMING, "Gather");
    static final MethodDescriptor<String, String> REPEAT = method(MethodType.SERVER_STREAMING, "Repeat");
    static final MethodDescriptor<String, String> CHAT = method(MethodType.BIDI_STREAMING, "Chat");

    private static MethodDescriptor<String, String> method(MethodType type, String name) {
        return MethodDescriptor.<String, String>newBuilder()
                .setType(type)
                .setFullMethodName(MethodDescriptor.generateFullMethodName("suite.Echo", name))
                .setRequestMarshaller(new Text())
                .setResponseMarshaller(new Text())
                .build();
    }

    @Override
    public InputStream stream(String value) {
        if (value.equals(UNSENDABLE)) {
            throw new UnsupportedOperationException("thrown by the suite's marshaller");
        }
        return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String parse(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
