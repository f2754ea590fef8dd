package dev.clew.it.parts;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/**
 * Kafka as a process on loopback, on free ports, with an empty storage below {@code target}. Its jars come from Maven, on a class
 * path of its own that {@code integration-tests/kafka-broker} wrote down.
 */
final class KafkaProcess implements KafkaBroker {
    static final Path WRITTEN = Path.of("kafka-broker", "target", "class-path.txt");

    private static final List<String> SMALL = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final ChildProcess process;
    private final String bootstrapServers;

    private KafkaProcess(ChildProcess process, String bootstrapServers) {
        this.process = process;
        this.bootstrapServers = bootstrapServers;
    }

    static boolean isBuilt() {
        return Files.isRegularFile(WRITTEN);
    }

    static KafkaProcess start() {
        Map<String, String> ports = FreePorts.named(List.of("BROKER", "CONTROLLER"));
        String address = "127.0.0.1:" + ports.get("BROKER");
        Map<String, String> settings = KafkaSettings.of(address, address, "127.0.0.1:" + ports.get("CONTROLLER"));
        try {
            Path storage = Files.createTempDirectory(Path.of("target"), "kafka-");
            settings.put("log.dirs", storage.resolve("logs").toAbsolutePath().toString());
            Path file = write(settings, storage.resolve("server.properties"));
            format(file);
            KafkaProcess kafka = new KafkaProcess(java("kafka", "kafka.Kafka", file.toString()), address);
            kafka.awaitAnswer();
            return kafka;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Map<String, String> settings, Path file) throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings);
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        return file;
    }

    /** A broker does not start on a storage that was not given the cluster's id. */
    private static void format(Path settings) {
        String clusterId = Uuid.randomUuid().toString();
        try (ChildProcess format =
                java("kafka-format", "kafka.tools.StorageTool", "format", "-t", clusterId, "-c", settings.toString())) {
            if (format.awaitEnd() != 0) {
                throw new IllegalStateException("Kafka's storage was not formatted: " + format.output());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ChildProcess java(String name, String... mainAndArguments) {
        try {
            List<String> arguments = new ArrayList<>(SMALL);
            arguments.addAll(List.of(mainAndArguments));
            return ChildProcess.java(name, Files.readString(WRITTEN).strip(), arguments, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAnswer() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            await("Kafka to be ready")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(100))
                    .failFast("Kafka ended early, see target/logs/kafka.log", () -> !process.isAlive())
                    .until(() -> isReady(admin));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static boolean isReady(Admin admin) throws InterruptedException {
        try {
            return !admin.describeCluster().nodes().get(1, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        }
    }

    @Override
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        process.close();
    }

    @Override
    public String toString() {
        return "Kafka " + KafkaSettings.version() + " as a process, kafka.Kafka from Maven";
    }
}
