package dev.clew.instrumentation.grpc;

import io.grpc.Metadata;
import java.util.Base64;
import java.util.Locale;

/** Metadata as text: binary values, of names that end in {@code -bin}, in base64 without padding, as the wire has them. */
final class HeaderKey {
    private static final Metadata.BinaryMarshaller<String> BASE64 = new Metadata.BinaryMarshaller<>() {
        @Override
        public byte[] toBytes(String value) {
            return Base64.getDecoder().decode(value);
        }

        @Override
        public String parseBytes(byte[] serialized) {
            return Base64.getEncoder().withoutPadding().encodeToString(serialized);
        }
    };

    private HeaderKey() {}

    /**
     * The key of that name, in lower case.
     *
     * @throws IllegalArgumentException for a name that metadata cannot have
     */
    static Metadata.Key<String> of(String name) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        return lowerCase.endsWith(Metadata.BINARY_HEADER_SUFFIX)
                ? Metadata.Key.of(lowerCase, BASE64)
                : Metadata.Key.of(lowerCase, Metadata.ASCII_STRING_MARSHALLER);
    }
}
