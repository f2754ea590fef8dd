package dev.clew.it.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** Jaeger as a container, on the ports that Docker maps. */
final class JaegerContainer implements Jaeger {
    private static final String IMAGE = "jaegertracing/jaeger:" + VERSION;
    private static final String CONFIG = "/etc/clew/config.yaml";
    private static final String STRATEGIES = "/etc/clew/strategies.json";
    private static final int OTLP_HTTP = 4318;
    private static final int QUERY = 16686;
    private static final int HEALTH = 13133;
    private static final int SAMPLING_HTTP = 5778;
    private static final int SAMPLING_GRPC = 5779;
    private static final int READABLE = 0644;

    private final GenericContainer<?> container;
    private final JaegerQuery query;

    private JaegerContainer(GenericContainer<?> container) {
        this.container = container;
        this.query = new JaegerQuery(at(QUERY));
    }

    static boolean isDockerHere() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    // The container is closed by close().
    @SuppressWarnings("resource")
    static JaegerContainer start() {
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(IMAGE))
                .withCopyFileToContainer(MountableFile.forHostPath("jaeger/config.yaml", READABLE), CONFIG)
                .withCopyFileToContainer(MountableFile.forHostPath("jaeger/strategies.json", READABLE), STRATEGIES)
                .withEnv("JAEGER_HOST", "0.0.0.0")
                .withEnv("JAEGER_STRATEGIES", STRATEGIES)
                .withEnv("OTEL_TRACES_SAMPLER", "always_off")
                .withCommand("--config", CONFIG)
                .withExposedPorts(OTLP_HTTP, QUERY, HEALTH, SAMPLING_HTTP, SAMPLING_GRPC)
                .withLogConsumer(JaegerContainer::log)
                .waitingFor(Wait.forHttp("/status").forPort(HEALTH).forStatusCode(200));
        container.start();
        return new JaegerContainer(container);
    }

    private static void log(OutputFrame frame) {
        Path log = Path.of("target", "logs", "jaeger.log");
        try {
            Files.createDirectories(log.getParent());
            Files.write(log, frame.getBytes(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private URI at(int port) {
        return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(port));
    }

    @Override
    public URI otlpEndpoint() {
        return at(OTLP_HTTP);
    }

    @Override
    public JaegerQuery query() {
        return query;
    }

    @Override
    public URI samplingHttp() {
        return at(SAMPLING_HTTP);
    }

    @Override
    public URI samplingGrpc() {
        return at(SAMPLING_GRPC);
    }

    @Override
    public void setStrategies(String json) {
        container.copyFileToContainer(Transferable.of(json, READABLE), STRATEGIES);
    }

    @Override
    public void close() {
        container.stop();
    }

    @Override
    public String toString() {
        return "Jaeger " + VERSION + " as a container, " + IMAGE;
    }
}
