package dev.clew.sampler.jaeger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class HttpSourceTest {
    private static final String GOOD = "{\"probabilisticSampling\":{\"samplingRate\":0.25}}";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int status = 200;
    private volatile byte[] body = GOOD.getBytes(StandardCharsets.UTF_8);

    HttpSourceTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        exchange.getResponseHeaders().add("Location", "/elsewhere");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Test
    void fetch_asksForTheServiceByName() throws IOException {
        assertThat(new HttpSource(url(""), "größe & co").fetch()).isEqualTo(new Strategy.Probabilistic(0.25));
        assertThat(new HttpSource(url("/"), "shop").fetch()).isEqualTo(new Strategy.Probabilistic(0.25));
        assertThat(new HttpSource(url("/api/sampling"), "shop").fetch()).isEqualTo(new Strategy.Probabilistic(0.25));

        assertThat(requests)
                .containsExactly(
                        "GET /sampling?service=gr%C3%B6%C3%9Fe+%26+co",
                        "GET /sampling?service=shop", "GET /api/sampling?service=shop");
    }

    @Test
    void fetch_ofAnotherStatusFails() {
        for (int other : new int[] {302, 404, 500}) {
            status = other;
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> new HttpSource(url(""), "shop").fetch())
                    .withMessage("it answers HTTP status " + other);
        }
        assertThat(requests).hasSize(3);
    }

    @Test
    void fetch_ofGarbageFails() {
        body = new byte[] {0, 1, 2, (byte) 0xFF};

        assertThatExceptionOfType(InvalidAnswerException.class)
                .isThrownBy(() -> new HttpSource(url(""), "shop").fetch());
    }

    @Test
    void fetch_ofAnAnswerThatIsTooLongFails() {
        body = new byte[(1 << 20) + 1];

        assertThatExceptionOfType(InvalidAnswerException.class)
                .isThrownBy(() -> new HttpSource(url(""), "shop").fetch())
                .withMessage("it has more than 1048576 bytes");
    }

    @Test
    void fetch_fromNobodyFails() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new HttpSource(URI.create("http://127.0.0.1:" + port), "shop").fetch());
    }

    @RepeatedTest(50) // close() meets the request in another place each time; one in ten used to end with a
    // NullPointerException
    void close_endsARequestThatIsUnderWay() throws Exception {
        AtomicReference<Exception> failure = new AtomicReference<>();
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpSource source = new HttpSource(URI.create("http://127.0.0.1:" + silent.getLocalPort()), "shop");
            Thread asking = new Thread(() -> {
                try {
                    source.fetch();
                } catch (IOException ended) {
                    failure.set(ended);
                }
            });
            asking.start();
            try (Socket connection = silent.accept()) {
                assertThat(connection.getInputStream().read()).isEqualTo('G');

                source.close();

                asking.join(TimeUnit.SECONDS.toMillis(10));
                assertThat(asking.isAlive()).isFalse();
                assertThat(failure.get()).isNotNull();
            }
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(source::fetch)
                    .withMessage("the sampler is closed");
        }
    }
}
