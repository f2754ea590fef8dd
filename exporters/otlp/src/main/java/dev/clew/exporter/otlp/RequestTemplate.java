package dev.clew.exporter.otlp;

import dev.clew.sdk.export.Batch;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** What all requests of a sender have in common. Its text names the endpoint only: headers hold credentials. */
record RequestTemplate(URI endpoint, Map<String, String> headers, Compression compression) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final String USER_AGENT = "Clew-OTLP-Exporter-Java/" + version();

    /** The request that carries a batch; compresses it, if at all, before this returns. */
    HttpRequest with(Batch batch) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                .header("User-Agent", USER_AGENT)
                .header("Content-Type", "application/x-protobuf");
        headers.forEach(request::header);
        List<ByteBuffer> body = batch.pieces();
        if (compression == Compression.GZIP) {
            request.header("Content-Encoding", "gzip");
            body = List.of(Gzip.compress(body));
        }
        return request.POST(new BuffersPublisher(body)).build();
    }

    /** The port that requests go to, also where the URL leaves it out. */
    int port() {
        if (endpoint.getPort() >= 0) {
            return endpoint.getPort();
        }
        return isSecure() ? HTTPS_PORT : HTTP_PORT;
    }

    boolean isSecure() {
        return "https".equalsIgnoreCase(endpoint.getScheme());
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }

    private static String version() {
        String version = RequestTemplate.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version; // classes outside their jar have no manifest
    }
}
