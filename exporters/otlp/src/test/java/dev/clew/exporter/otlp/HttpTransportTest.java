package dev.clew.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpTransportTest {
    @Test
    void constructor_startsNoThreadAndMakesNoClient() {
        Set<Thread> before = live();
        try (HttpTransport transport = new HttpTransport(false, Duration.ofSeconds(20), null)) {
            Set<Thread> after = live();
            after.removeAll(before);
            assertThat(after).filteredOn(HttpTransportTest::isOurs).isEmpty();
            assertThat(transport.worker()).isNotNull();
        }
    }

    @Test
    void threads_areNamedDaemonsThatHoldNoApplication() throws Exception {
        try (HttpTransport transport = new HttpTransport(false, Duration.ofSeconds(20), null)) {
            for (Thread thread : threadsOf(transport)) {
                assertThat(thread.getName()).startsWith("clew-otlp");
                assertThat(thread.isDaemon()).isTrue();
                assertThat(thread.getContextClassLoader()).isNull();
            }
        }
    }

    @Test
    void client_isMadeOnceAndWithoutRedirects() throws Exception {
        try (HttpTransport transport = new HttpTransport(false, Duration.ofSeconds(20), null)) {
            HttpClient first = clientOf(transport);

            assertThat(clientOf(transport)).isSameAs(first);
            assertThat(first.followRedirects()).isEqualTo(HttpClient.Redirect.NEVER);
            assertThat(first.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        }
    }

    @Test
    void client_readsNoCertificatesForPlainHttp() throws Exception {
        try (HttpTransport plain = new HttpTransport(false, Duration.ofSeconds(20), null);
                HttpTransport secure = new HttpTransport(true, Duration.ofSeconds(20), null)) {
            SSLContext none = clientOf(plain).sslContext();

            assertThat(none.getProtocol()).isEqualTo("none");
            assertThatThrownBy(none::createSSLEngine).hasMessage("TLS was asked of a client that sends plain HTTP");
            assertThat(clientOf(secure).sslContext()).isSameAs(SSLContext.getDefault());
        }
    }

    @Test
    void client_givesUpConnectingWithinADayAtMost() throws Exception {
        Duration forever = Duration.ofSeconds(Long.MAX_VALUE);
        try (HttpTransport limited = new HttpTransport(false, forever, null);
                HttpTransport unlimited = new HttpTransport(false, Duration.ZERO, null)) {
            assertThat(clientOf(limited).connectTimeout()).contains(Duration.ofDays(1));
            assertThat(clientOf(unlimited).connectTimeout()).isEmpty();
        }
    }

    @Test
    void close_endsTheSelectorToo() throws Exception {
        Set<Thread> before = live();
        HttpTransport transport = new HttpTransport(false, Duration.ofSeconds(20), null);
        clientOf(transport);
        Set<Thread> begun = live();
        begun.removeAll(before);
        assertThat(begun).anyMatch(thread -> thread.getName().endsWith("SelectorManager"));

        transport.close();

        await().untilAsserted(() ->
                assertThat(begun).filteredOn(HttpTransportTest::isOurs).noneMatch(Thread::isAlive));
    }

    @Test
    void close_beforeTheClientIsMadeEndsItsSelector() throws Exception {
        Set<Thread> before = live();
        HttpTransport transport = new HttpTransport(false, Duration.ofSeconds(20), null);
        CountDownLatch never = new CountDownLatch(1);
        CompletableFuture<HttpClient> made = new CompletableFuture<>();
        transport.worker().execute(() -> {
            try {
                never.await();
            } catch (InterruptedException closed) {
                made.complete(transport.client()); // this late
            }
        });

        transport.close();

        assertThat(made.get(20, TimeUnit.SECONDS)).isNotNull();
        await().untilAsserted(() -> assertThat(live())
                .filteredOn(thread -> !before.contains(thread) && isOurs(thread))
                .isEmpty());
    }

    private static HttpClient clientOf(HttpTransport transport) throws Exception {
        return CompletableFuture.supplyAsync(transport::client, transport.worker())
                .get(20, TimeUnit.SECONDS);
    }

    private static List<Thread> threadsOf(HttpTransport transport) throws Exception {
        return List.of(
                CompletableFuture.supplyAsync(Thread::currentThread, transport.worker())
                        .get(20, TimeUnit.SECONDS),
                CompletableFuture.supplyAsync(Thread::currentThread, transport.deadlines())
                        .get(20, TimeUnit.SECONDS));
    }

    private static boolean isOurs(Thread thread) {
        return thread.getName().startsWith("clew-") || thread.getName().endsWith("SelectorManager");
    }

    private static Set<Thread> live() {
        return Thread.getAllStackTraces().keySet().stream().collect(Collectors.toSet());
    }
}
