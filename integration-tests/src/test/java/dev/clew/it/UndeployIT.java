package dev.clew.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.clew.it.parts.StarterClassPath;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that deploys an application with Clew and undeploys it again: nothing of it may stay in the JVM. */
@Timeout(180)
class UndeployIT {
    private static final int DEPLOYMENTS = 3;

    /** See {@link #compareRecords}. */
    private record AnotherPart(int number) {}

    /** See {@link #compareRecords}. */
    private record AnotherRecord(AnotherPart part) {}

    @Test
    void classLoader_isUnloadedAfterClose() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        HttpServer receiver = receiver(requests);
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        try {
            for (int i = 0; i < DEPLOYMENTS; i++) {
                loaders.add(deployAndUndeploy(
                        "http://localhost:" + receiver.getAddress().getPort()));
            }

            compareRecords();
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                System.gc();
                assertThat(Thread.getAllStackTraces().keySet())
                        .filteredOn(thread -> !before.contains(thread) && isOfAnApplication(thread))
                        .isEmpty();
                assertThat(loaders).allMatch(loader -> loader.get() == null);
            });
        } finally {
            receiver.stop(0);
        }
        assertThat(requests).hasValue(DEPLOYMENTS);
    }

    private static WeakReference<ClassLoader> deployAndUndeploy(String endpoint) throws Exception {
        ClassLoader servers = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader("application", urls(), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            Class<?> application = loader.loadClass(UndeployedApplication.class.getName());
            assertThat(application).isNotEqualTo(UndeployedApplication.class);
            ((Runnable) application.getConstructor(String.class).newInstance(endpoint)).run();
            return new WeakReference<>(loader);
        } finally {
            Thread.currentThread().setContextClassLoader(servers);
        }
    }

    /**
     * As the next application would. The JDK itself keeps the types of the last record that was compared for the first time: 17
     * strongly until there is another, 25 softly (JDK-8078641), which is why pom.xml has soft references cleared at once.
     */
    private static void compareRecords() {
        AnotherRecord one = new AnotherRecord(new AnotherPart(1));
        AnotherRecord other = new AnotherRecord(new AnotherPart(1));
        assertThat(one)
                .isEqualTo(other)
                .hasSameHashCodeAs(other)
                .hasToString("AnotherRecord[part=AnotherPart[number=1]]");
    }

    private static URL[] urls() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (Path path : StarterClassPath.withPrograms()) {
            urls.add(path.toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    private static boolean isOfAnApplication(Thread thread) {
        return thread.getName().startsWith("clew-") || thread.getName().endsWith("SelectorManager");
    }

    private static HttpServer receiver(AtomicInteger requests) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                requests.incrementAndGet();
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
        return server;
    }
}
