package dev.clew.it.parts;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** PostgreSQL as a container, on the port that Docker maps. */
final class PostgresContainer implements Postgres {
    private static final String IMAGE = "postgres:17-alpine";
    private static final int PORT = 5432;

    private final GenericContainer<?> container;

    private PostgresContainer(GenericContainer<?> container) {
        this.container = container;
    }

    static boolean isDockerHere() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    // The container is closed by close().
    @SuppressWarnings("resource")
    static PostgresContainer start() {
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(IMAGE))
                .withEnv("POSTGRES_USER", NAME)
                .withEnv("POSTGRES_HOST_AUTH_METHOD", "trust")
                .withExposedPorts(PORT)
                // Once while it sets itself up, and once to stay.
                .waitingFor(Wait.forLogMessage(".*database system is ready to accept connections.*", 2));
        container.start();
        return new PostgresContainer(container);
    }

    @Override
    public String host() {
        return container.getHost();
    }

    @Override
    public int port() {
        return container.getMappedPort(PORT);
    }

    @Override
    public void close() {
        container.stop();
    }

    @Override
    public String toString() {
        return "PostgreSQL as a container, " + IMAGE;
    }
}
