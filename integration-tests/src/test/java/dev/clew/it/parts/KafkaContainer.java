package dev.clew.it.parts;

import java.util.List;
import java.util.Locale;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** Kafka as a container, of the clients' version. A broker tells its own address, so its port is the same inside and outside. */
final class KafkaContainer implements KafkaBroker {
    private static final String IMAGE = "apache/kafka:" + KafkaSettings.version();
    private static final String CONTROLLER_PORT = "19093";

    private final GenericContainer<?> container;
    private final String bootstrapServers;

    private KafkaContainer(GenericContainer<?> container, String bootstrapServers) {
        this.container = container;
        this.bootstrapServers = bootstrapServers;
    }

    static boolean isDockerHere() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    // The container is closed by close().
    @SuppressWarnings("resource")
    static KafkaContainer start() {
        String port = FreePorts.named(List.of("KAFKA")).get("KAFKA");
        String address = DockerClientFactory.instance().dockerHostIpAddress() + ":" + port;
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(IMAGE));
        container.setPortBindings(List.of(port + ":" + port));
        KafkaSettings.of("0.0.0.0:" + port, address, "localhost:" + CONTROLLER_PORT)
                .forEach((key, value) -> container.addEnv(variable(key), value));
        container.waitingFor(Wait.forLogMessage(".*Kafka Server started.*", 1)).start();
        return new KafkaContainer(container, address);
    }

    private static String variable(String key) {
        return "KAFKA_" + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    @Override
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        container.stop();
    }

    @Override
    public String toString() {
        return "Kafka " + KafkaSettings.version() + " as a container, " + IMAGE;
    }
}
