package dev.clew.instrumentation.http.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The span lasts until the response's body ends, however it ends. */
abstract class HttpClientBodies extends HttpClientBadInput {
    @Test
    void span_lastsUntilTheBodyIsRead() throws Exception {
        try (InputStream body = traced().open(peer.url("/slow"))) {
            assertThat(body.read()).isEqualTo('a');
            assertThat(telemetry.finishedSpans()).isEmpty();

            peer.release();
            assertThat(body.readAllBytes()).hasSize(1);
            SpanData span = onlySpan();
            assertThat(span.getStatus()).isEqualTo(StatusData.unset());
            assertThat(number(span, "http.response.status_code")).isEqualTo(200);
        }
        assertThat(telemetry.finishedSpans()).hasSize(1);
    }

    @Test
    void span_endsWhenTheBodyIsClosedHalfRead() throws Exception {
        try (InputStream body = traced().open(peer.url("/slow"))) {
            assertThat(body.read()).isEqualTo('a');
        }

        assertThat(number(onlySpan(), "http.response.status_code")).isEqualTo(200);
        assertThat(exceptions(onlySpan())).isEmpty();
        peer.release();
    }

    @Test
    void span_endsWhenTheBodyIsClosedUnread() throws Exception {
        traced().open(peer.url("/body/1000000")).close();

        assertThat(onlySpan().getStatus()).isEqualTo(StatusData.unset());
    }

    @Test
    void span_ofABodyThatBreaksOffFails() throws Exception {
        try (InputStream body = traced().open(peer.url("/broken"))) {
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }

        SpanData span = onlySpan();
        assertThat(span.getStatus()).isEqualTo(StatusData.error());
        assertThat(number(span, "http.response.status_code")).isEqualTo(200);
        assertThat(string(span, "error.type")).contains("Exception");
        assertThat(exceptions(span)).hasSize(1);
    }

    @Test
    void span_ofACanceledRequestSaysSo() {
        Runnable cancel = traced().start(peer.url("/never"));
        await().until(() -> peer.traceparent("/never").startsWith("00-"));
        assertThat(telemetry.finishedSpans()).isEmpty();
        cancel.run();
        cancel.run();

        SpanData span = onlySpan();
        assertThat(span.getStatus()).isEqualTo(StatusData.error());
        assertThat(string(span, "error.type")).isNotNull();
        assertThat(span.getEvents()).extracting(EventData::getName).containsOnlyOnce("canceled");
    }

    @Test
    void requests_canceledWhileTheyAreAnsweredEndOnce() {
        TracedClient client = traced();
        int requests = 50;
        for (int i = 0; i < requests; i++) {
            client.start(peer.url("/status/200")).run();
        }

        await().untilAsserted(() -> assertThat(telemetry.finishedSpans()).hasSize(requests));
    }

    @Test
    void span_ofAConnectionThatTimesOutCarriesTheException() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        List<Socket> queued = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, loopback)) {
            // Nobody accepts, so that further connections wait for ever.
            while (connects(queued, full)) {
                assertThat(queued).hasSizeLessThan(100);
            }
            TracedClient client = traced();
            assertThatThrownBy(() -> client.send("GET", "http://127.0.0.1:" + full.getLocalPort() + "/"))
                    .isInstanceOf(IOException.class);
        } finally {
            for (Socket socket : queued) {
                socket.close();
            }
        }

        SpanData span = onlySpan();
        assertThat(span.getStatus()).isEqualTo(StatusData.error());
        assertThat(exceptions(span)).hasSize(1);
        assertThat(number(span, "http.response.status_code")).isNull();
    }

    private static boolean connects(List<Socket> queued, ServerSocket server) throws IOException {
        Socket socket = new Socket();
        queued.add(socket);
        try {
            socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 200);
            return true;
        } catch (IOException full) {
            return false;
        }
    }
}
