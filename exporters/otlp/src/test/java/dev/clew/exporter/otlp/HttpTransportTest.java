package dev.clew.exporter.otlp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpTransportTest {
    private static final byte[] BODY = "spans".getBytes(ISO_8859_1);

    @Test
    void constructor_startsNoThreadAndOpensNothing() {
        Set<Thread> before = live();
        try (FaultyPeer peer = FaultyPeer.silent();
                HttpTransport transport = transport(peer)) {
            Set<Thread> after = live();
            after.removeAll(before);
            assertThat(after).filteredOn(HttpTransportTest::isOurs).isEmpty();
            assertThat(peer.connections()).isEmpty();
            assertThat(transport.workers()).isNotNull();
        }
    }

    @Test
    void threads_areNamedDaemonsThatHoldNoApplicationAndEndWithTheTransport() throws Exception {
        try (FaultyPeer peer = FaultyPeer.silent()) {
            HttpTransport transport = transport(peer);
            List<Thread> threads = List.of(
                    CompletableFuture.supplyAsync(Thread::currentThread, transport.workers())
                            .get(20, TimeUnit.SECONDS),
                    CompletableFuture.supplyAsync(Thread::currentThread, transport.deadlines())
                            .get(20, TimeUnit.SECONDS));

            assertThat(threads).allSatisfy(thread -> {
                assertThat(thread.getName()).startsWith("clew-otlp");
                assertThat(thread.isDaemon()).isTrue();
                assertThat(thread.getContextClassLoader()).isNull();
            });
            transport.close();
            await().untilAsserted(() -> assertThat(threads).noneMatch(Thread::isAlive));
        }
    }

    @Test
    void exchange_replacesAConnectionThatWasClosedWhileItWasIdle() throws Exception {
        try (FaultyPeer peer = new FaultyPeer(connection -> {
                    answer(connection, "");
                    connection.close(); // without having said so
                });
                HttpTransport transport = transport(peer)) {
            for (int i = 0; i < 3; i++) {
                assertThat(exchange(transport).status()).isEqualTo(200);
            }
            assertThat(peer.connections()).hasSize(3);
        }
    }

    @Test
    void exchange_doesNotRepeatWhatAFreshConnectionRefuses() throws Exception {
        try (FaultyPeer peer = FaultyPeer.saying("");
                HttpTransport transport = transport(peer)) {
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> exchange(transport));
            assertThat(peer.connections()).hasSize(1);
        }
    }

    @Test
    void exchange_doesNotRepeatWhatWasHalfAnswered() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (FaultyPeer peer = new FaultyPeer(connection -> {
                    answer(connection, "");
                    requests.incrementAndGet();
                    read(connection.getInputStream());
                    requests.incrementAndGet();
                    connection.getOutputStream().write("HTTP/1.1 2".getBytes(ISO_8859_1));
                    connection.close();
                });
                HttpTransport transport = transport(peer)) {
            exchange(transport);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> exchange(transport));
            assertThat(requests).hasValue(2);
            assertThat(peer.connections()).hasSize(1);
        }
    }

    @Test
    void exchange_whatWasSaidUnaskedIsNoAnswer() throws Exception {
        CountDownLatch said = new CountDownLatch(1);
        try (FaultyPeer peer = new FaultyPeer(connection -> {
                    answer(connection, "");
                    if (said.getCount() > 0) {
                        connection.getOutputStream().write("HTTP/1.1 408 Request Timeout\r\n\r\n".getBytes(ISO_8859_1));
                        said.countDown();
                    }
                });
                HttpTransport transport = transport(peer)) {
            exchange(transport);
            assertThat(said.await(20, TimeUnit.SECONDS)).isTrue();

            assertThat(exchange(transport).status()).isEqualTo(200);
            assertThat(peer.connections()).hasSize(2);
        }
    }

    @Test
    void exchange_connectionOfWhichTheAnswerSaysCloseIsNotKept() throws Exception {
        try (FaultyPeer peer = new FaultyPeer(connection -> answer(connection, "Connection: close\r\n"));
                HttpTransport transport = transport(peer)) {
            exchange(transport);
            exchange(transport);
            assertThat(peer.connections()).hasSize(2);
        }
    }

    @Test
    void exchange_answerBeforeTheEndOfTheRequestCounts() throws Exception {
        byte[] large = new byte[64 << 20]; // more than the network has room for
        try (FaultyPeer peer = new FaultyPeer(connection -> {
                    FaultyPeer.readHead(connection.getInputStream());
                    connection
                            .getOutputStream()
                            .write("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1));
                    connection.getInputStream().readAllBytes(); // until the other side has understood
                });
                HttpTransport transport = transport(peer)) {
            Answer answer = transport.exchange(List.of(ByteBuffer.wrap(large)), connection -> {}, () -> {});

            assertThat(answer.status()).isEqualTo(413);
        }
    }

    @Test
    void exchange_bodyThatIsNoArrayIsSentToo() throws Exception {
        ByteBuffer direct = ByteBuffer.allocateDirect(BODY.length).put(BODY).flip();
        CompletableFuture<String> received = new CompletableFuture<>();
        try (FaultyPeer peer = new FaultyPeer(connection -> received.complete(answer(connection, "")));
                HttpTransport transport = transport(peer)) {
            transport.exchange(List.of(direct.asReadOnlyBuffer()), connection -> {}, () -> {});

            assertThat(received.get(20, TimeUnit.SECONDS)).isEqualTo("spans");
        }
    }

    @Test
    void close_endsAnExchangeThatWaits() throws Exception {
        CountDownLatch accepted = new CountDownLatch(1);
        try (FaultyPeer peer = new FaultyPeer(connection -> accepted.countDown())) {
            HttpTransport transport = transport(peer);
            CompletableFuture<Throwable> ended = new CompletableFuture<>();
            transport.workers().execute(() -> {
                try {
                    exchange(transport);
                } catch (IOException closed) {
                    ended.complete(closed);
                }
            });
            assertThat(accepted.await(20, TimeUnit.SECONDS)).isTrue();

            transport.close();

            assertThat(ended.get(20, TimeUnit.SECONDS)).isInstanceOf(SocketException.class);
            assertThatExceptionOfType(SocketException.class).isThrownBy(() -> exchange(transport));
        }
    }

    private static HttpTransport transport(FaultyPeer peer) {
        URI url = peer.url("http");
        return new HttpTransport(
                new RequestTemplate(new Route(url, Duration.ofSeconds(20), null), Map.of(), Compression.NONE));
    }

    private static Answer exchange(HttpTransport transport) throws IOException {
        return transport.exchange(List.of(ByteBuffer.wrap(BODY)), connection -> {}, () -> {});
    }

    private static String answer(Socket connection, String header) throws IOException {
        String body = read(connection.getInputStream());
        connection
                .getOutputStream()
                .write(("HTTP/1.1 200 OK\r\n" + header + "Content-Length: 0\r\n\r\n").getBytes(ISO_8859_1));
        return body;
    }

    private static String read(InputStream in) throws IOException {
        FaultyPeer.readHead(in);
        return new String(in.readNBytes(BODY.length), ISO_8859_1);
    }

    private static boolean isOurs(Thread thread) {
        return thread.getName().startsWith("clew-");
    }

    private static Set<Thread> live() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }
}
