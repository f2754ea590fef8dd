package dev.clew.viewer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewerTest {
    private static final int MAX_BODY_BYTES = 100_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private Viewer viewer;

    @BeforeEach
    void start() throws IOException {
        viewer = Viewer.builder()
                .setPort(0)
                .setMaxSpans(1_000)
                .setMaxBodyBytes(MAX_BODY_BYTES)
                .setQuietMillis(20)
                .setOutput(new PrintStream(printed, true, UTF_8))
                .start();
    }

    @AfterEach
    void close() {
        viewer.close();
    }

    @Test
    void post_isTakenAndPrintedOnceQuiet() throws Exception {
        HttpResponse<byte[]> response =
                post(Otlp.request(Otlp.span(7, 1, 0, "GET /orders"), Otlp.span(7, 2, 1, "load")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/x-protobuf");
        assertThat(response.body()).isEmpty();
        await().untilAsserted(() -> assertThat(printed.toString(UTF_8))
                .contains("trace " + Otlp.traceId(7), "GET /orders", "└─ load", "orders"));
    }

    @Test
    void post_gzipIsTaken() throws Exception {
        HttpResponse<byte[]> response =
                send("POST", "/v1/traces", gzip(Otlp.request(Otlp.span(1, 1, 0, "a"))), "Content-Encoding", "gzip");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(viewer.receivedSpans()).isEqualTo(1);
    }

    @Test
    void post_nothingIsTaken() throws Exception {
        assertThat(post(new byte[0]).statusCode()).isEqualTo(200);
    }

    @Test
    void post_spansWithInvalidIdsAreRejectedAndTheOthersTaken() throws Exception {
        HttpResponse<byte[]> response = post(Otlp.request(Otlp.span(0, 1, 0, "bad"), Otlp.span(1, 1, 0, "good")));

        var answer = ExportTraceServiceResponse.parseFrom(response.body()).getPartialSuccess();
        assertThat(answer.getRejectedSpans()).isEqualTo(1);
        assertThat(answer.getErrorMessage()).isEqualTo("trace_id and span_id must not be all zeros");
        assertThat(viewer.receivedSpans()).isEqualTo(1);
    }

    @Test
    void post_malformedIs400() throws Exception {
        byte[] request = Otlp.request(Otlp.span(1, 1, 0, "cut"));

        HttpResponse<byte[]> response = post(java.util.Arrays.copyOf(request, request.length - 1));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(message(response))
                .startsWith("the body is no ExportTraceServiceRequest: the message ends within a field");
    }

    @Test
    void post_gzipThatIsNoneIs400() throws Exception {
        HttpResponse<byte[]> response =
                send("POST", "/v1/traces", Otlp.request(Otlp.span(1, 1, 0, "a")), "Content-Encoding", "gzip");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(message(response)).startsWith("the body is no gzip");
    }

    @Test
    void post_tooLargeIs413PackedOrUnpacked() throws Exception {
        byte[] large = new byte[MAX_BODY_BYTES + 1];

        assertThat(post(large).statusCode()).isEqualTo(413);
        HttpResponse<byte[]> unpacked = send("POST", "/v1/traces", gzip(large), "Content-Encoding", "gzip");
        assertThat(unpacked.statusCode()).isEqualTo(413);
        assertThat(message(unpacked)).isEqualTo("a request must have at most 100000 bytes, also when unpacked");
    }

    @Test
    void post_otherContentIs415() throws Exception {
        assertThat(send("POST", "/v1/traces", new byte[2], "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(415);
        HttpResponse<byte[]> zstd = send("POST", "/v1/traces", new byte[2], "Content-Encoding", "zstd");
        assertThat(zstd.statusCode()).isEqualTo(415);
        assertThat(message(zstd)).isEqualTo("Content-Encoding must be gzip or none: Content-Encoding=zstd");
    }

    @Test
    void otherMethodsAndPathsAreRefused() throws Exception {
        HttpResponse<byte[]> get = send("GET", "/v1/traces", new byte[0]);
        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.headers().firstValue("Allow")).hasValue("POST");
        assertThat(send("POST", "/v1/traces/more", new byte[0]).statusCode()).isEqualTo(404);
        assertThat(send("POST", "/", new byte[0]).statusCode()).isEqualTo(405);
        assertThat(send("GET", "/nothing", new byte[0]).statusCode()).isEqualTo(404);
    }

    @Test
    void pages_listTheNewestTracesAndDrawOne() throws Exception {
        post(Otlp.request(Otlp.span(1, 1, 0, "older")));
        post(Otlp.request(Otlp.span(2, 2, 0, "newer"), Otlp.span(2, 3, 2, "below")));

        String list = page("/");
        String tree = page("/traces/" + Otlp.traceId(2));

        assertThat(list).startsWith("Clew viewer: traces 2, spans 3, spans received 3, evicted 0\n");
        assertThat(list.indexOf("newer")).isBetween(0, list.indexOf("older"));
        assertThat(tree).startsWith("trace " + Otlp.traceId(2)).contains("newer", "└─ below");
        assertThat(send("GET", "/traces/" + Otlp.traceId(3), new byte[0]).statusCode())
                .isEqualTo(404);
    }

    @Test
    void post_concurrentlyLosesNothing() {
        List<CompletableFuture<HttpResponse<byte[]>>> posts = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            byte[] body = Otlp.request(Otlp.span(i % 10 + 1, 2 * i, 0, "a"), Otlp.span(i % 10 + 1, 2 * i + 1, 0, "b"));
            posts.add(client.sendAsync(request("POST", "/v1/traces", body), BodyHandlers.ofByteArray()));
        }

        assertThat(posts).extracting(post -> post.join().statusCode()).containsOnly(200);
        assertThat(viewer.receivedSpans()).isEqualTo(200);
        assertThat(viewer.evictedSpans()).isZero();
    }

    @Test
    void close_printsWhatWasNotQuietYetAndCanBeCalledTwice() throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Viewer patient = Viewer.builder()
                .setPort(0)
                .setQuietMillis(600_000)
                .setOutput(new PrintStream(output, true, UTF_8))
                .start();
        int port = patient.port();
        HttpRequest request = request("POST", "/v1/traces", Otlp.request(Otlp.span(1, 1, 0, "just now")));
        client.send(
                HttpRequest.newBuilder(request, (name, value) -> true)
                        .uri(URI.create("http://localhost:" + port + "/v1/traces"))
                        .build(),
                BodyHandlers.discarding());

        patient.close();
        patient.close();

        assertThat(output.toString(UTF_8)).containsOnlyOnce("just now");
    }

    @Test
    void builder_refusesWhatCannotBe() {
        assertThatThrownBy(() -> Viewer.builder().setPort(65_536))
                .hasMessage("port must be from 0 to 65535: port=65536");
        assertThatThrownBy(() -> Viewer.builder().setMaxSpans(0)).hasMessage("maxSpans must be positive: maxSpans=0");
    }

    private HttpResponse<byte[]> post(byte[] body) throws Exception {
        return send("POST", "/v1/traces", body);
    }

    private String page(String path) throws Exception {
        HttpResponse<byte[]> response = send("GET", path, new byte[0]);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
        return new String(response.body(), UTF_8);
    }

    private HttpResponse<byte[]> send(String method, String path, byte[] body, String... headers) throws Exception {
        return client.send(request(method, path, body, headers), BodyHandlers.ofByteArray());
    }

    private HttpRequest request(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + viewer.port() + path))
                .method(method, BodyPublishers.ofByteArray(body))
                .setHeader("Content-Type", "application/x-protobuf");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request.build();
    }

    /** Field 2 of {@code google.rpc.Status}, as the protobuf library reads it. */
    private static String message(HttpResponse<byte[]> response) throws Exception {
        return UnknownFieldSet.parseFrom(response.body())
                .getField(2)
                .getLengthDelimitedList()
                .get(0)
                .toStringUtf8();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
