package dev.clew.instrumentation.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** That a traced client is what it stands for, in whichever version of Kafka these tests run with. */
class DelegationTest {
    private static final KafkaTracing TRACING = KafkaTracing.create(OpenTelemetry.noop());

    private final List<String> called = new ArrayList<>();

    /** Notes what it is called with, and throws what no caller of Kafka's would expect. */
    private <T> T noting(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            called.add(method + " " + Arrays.toString(args));
            throw new ArithmeticException(method.getName());
        }));
    }

    @Test
    void kafka_isTheVersionThatTheBuildSays() throws IOException {
        Properties jar = new Properties();
        try (InputStream properties = Producer.class.getResourceAsStream("/kafka/kafka-version.properties")) {
            jar.load(properties);
        }

        assertThat(jar).containsEntry("version", System.getProperty("kafka.version"));
    }

    @Test
    void everyMethodOfAProducerIsPassedOn() throws IllegalAccessException {
        Producer<?, ?> kafka = noting(Producer.class);
        assertPassesOn(Producer.class, TRACING.wrap(kafka));
    }

    @Test
    void everyMethodOfAConsumerIsPassedOn() throws IllegalAccessException {
        Consumer<?, ?> kafka = noting(Consumer.class);
        assertPassesOn(Consumer.class, TRACING.wrap(kafka));
    }

    private void assertPassesOn(Class<?> type, Object client) throws IllegalAccessException {
        Method[] methods = type.getMethods();
        assertThat(methods).hasSizeGreaterThan(10);
        for (Method method : methods) {
            Object[] arguments = Arrays.stream(method.getParameterTypes())
                    .map(DelegationTest::zero)
                    .toArray();
            called.clear();
            try {
                method.invoke(client, arguments);
                assertThat(method).as("did not throw what the client throws").isNull();
            } catch (InvocationTargetException thrown) {
                assertThat(thrown.getCause())
                        .isInstanceOf(ArithmeticException.class)
                        .hasMessage(method.getName());
            }
            String expected = arguments.length == 0 ? "null" : Arrays.toString(arguments);
            assertThat(called).containsExactly(method + " " + expected);
        }
    }

    private static @Nullable Object zero(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        return type == long.class ? (Object) 0L : type == int.class ? (Object) 0 : null;
    }

    @Test
    void client_isEqualToItselfOnly() {
        MockProducer<String, String> kafka = new MockProducer<>();
        Producer<String, String> producer = TRACING.wrap(kafka);
        MockConsumer<String, String> mockConsumer = new MockConsumer<>(OffsetResetStrategy.EARLIEST);
        Consumer<String, String> consumer = TRACING.wrap(mockConsumer);

        assertThat(List.<Object>of(producer, consumer))
                .contains(producer, consumer)
                .doesNotContain(kafka, mockConsumer, TRACING.wrap(kafka), TRACING.wrap(mockConsumer));
        assertThat(new HashSet<>(List.of(producer, consumer)).contains(producer))
                .isTrue();
        assertThat(producer).hasToString("traced " + kafka);
        assertThat(consumer).hasToString("traced " + mockConsumer);
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without null checks may pass
    void nulls_areKafkasToRefuseAndOursAreRefusedByName() {
        Producer<String, String> producer = TRACING.wrap(new MockProducer<>());
        assertThatThrownBy(() -> producer.send(null)).isInstanceOf(NullPointerException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KafkaTracing.create(null))
                .withMessage("openTelemetry must not be null: openTelemetry=null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TRACING.wrap((Producer<String, String>) null))
                .withMessage("producer must not be null: producer=null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TRACING.wrap((Consumer<String, String>) null))
                .withMessage("consumer must not be null: consumer=null");
        KafkaTracingBuilder builder = KafkaTracing.builder(OpenTelemetry.noop());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.setMaxLinks(-1))
                .withMessage("maxLinks must not be negative: maxLinks=-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.setProcessParent(null))
                .withMessage("processParent must not be null: processParent=null");
    }
}
