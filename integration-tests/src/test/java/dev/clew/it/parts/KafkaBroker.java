package dev.clew.it.parts;

import java.util.Optional;

/** A running Kafka, broker and controller in one, that belongs to one test class. */
public sealed interface KafkaBroker extends AutoCloseable permits KafkaContainer, KafkaProcess {
    /** A container where there is Docker, a process where the build wrote down its class path, and nothing with neither. */
    static Optional<KafkaBroker> start() {
        if (KafkaContainer.isDockerHere()) {
            return Optional.of(KafkaContainer.start());
        }
        return KafkaProcess.isBuilt() ? Optional.of(KafkaProcess.start()) : Optional.empty();
    }

    /** What to say when there is none. */
    static String absence() {
        return "no Docker, and the build did not write " + KafkaProcess.WRITTEN + ": start Docker, or build with"
                + " ./mvnw -pl integration-tests -am";
    }

    /** The value for {@code bootstrap.servers}. */
    String bootstrapServers();

    /** What it is and where it came from, in a few words. */
    @Override
    String toString();

    @Override
    void close();
}
