package dev.clew.exporter.otlp;

import dev.clew.sdk.export.Batch;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What all requests of a sender have in common. Its text names the endpoint only: headers hold credentials. */
record RequestTemplate(Route route, Map<String, String> headers, Compression compression) {
    private static final String USER_AGENT = "Clew-OTLP-Exporter-Java/" + version();

    /** The body that carries a batch: its pieces as they are, or compressed. */
    List<ByteBuffer> body(Batch batch) {
        List<ByteBuffer> pieces = batch.pieces();
        return compression == Compression.GZIP ? List.of(Gzip.compress(pieces)) : pieces;
    }

    /**
     * The head of the request for a body.
     *
     * @param proxied whether it is to name the whole URL, as a proxy wants it
     */
    byte[] head(List<ByteBuffer> body, boolean proxied) {
        long length = 0;
        for (ByteBuffer piece : body) {
            length += piece.remaining();
        }
        String path = URI.create(route.endpoint().toASCIIString()).getRawPath();
        StringBuilder head = new StringBuilder(256).append("POST ");
        if (proxied) {
            head.append(route.endpoint().getScheme()).append("://").append(route.authority());
        }
        head.append(path.isEmpty() ? "/" : path).append(" HTTP/1.1\r\n");
        add(head, "Host", route.authority());
        add(head, "User-Agent", USER_AGENT);
        add(head, "Content-Type", "application/x-protobuf");
        add(head, "Content-Length", Long.toString(length));
        if (compression == Compression.GZIP) {
            add(head, "Content-Encoding", "gzip");
        }
        headers.forEach((name, value) -> add(head, name, value));
        return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void add(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    @Override
    public String toString() {
        return route.endpoint().toString();
    }

    private static String version() {
        String version = RequestTemplate.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version; // classes outside their jar have no manifest
    }
}
