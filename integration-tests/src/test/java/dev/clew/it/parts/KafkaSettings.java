package dev.clew.it.parts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The settings of a Kafka that is broker and controller in one, with one copy of everything and no waiting for more members. */
final class KafkaSettings {
    private KafkaSettings() {}

    /** That of the clients on the class path, as their jar has it; the broker is of the same. */
    static String version() {
        Properties jar = new Properties();
        try (InputStream properties = KafkaSettings.class.getResourceAsStream("/kafka/kafka-version.properties")) {
            jar.load(properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar.getProperty("version");
    }

    /** For a broker that listens at one address and tells clients another, and a controller that only it talks to. */
    static Map<String, String> of(String listens, String advertised, String controller) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@" + controller);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listeners", "PLAINTEXT://" + listens + ",CONTROLLER://" + controller);
        settings.put("advertised.listeners", "PLAINTEXT://" + advertised);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("num.partitions", "1");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        return settings;
    }
}
