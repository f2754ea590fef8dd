package dev.clew.instrumentation.kafka;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;

/** A consumer whose polls are traced, and that processes; all else is passed on ({@link Delegation}). Threads: as Kafka's. */
final class ConsumerInvocations<K, V> implements InvocationHandler {
    private final Consumer<K, V> consumer;
    private final Client client;
    private final PollSpans polls;
    private final ProcessSpans processes;

    private ConsumerInvocations(Consumer<K, V> consumer, Client client, PollSpans polls, ProcessSpans processes) {
        this.consumer = consumer;
        this.client = client;
        this.polls = polls;
        this.processes = processes;
    }

    @SuppressWarnings("unchecked") // a proxy has no type arguments, and passes on what its client gives and takes
    static <K, V> TracedConsumer<K, V> traced(
            Consumer<K, V> consumer, Client client, PollSpans polls, ProcessSpans processes) {
        return (TracedConsumer<K, V>) Proxy.newProxyInstance(
                TracedConsumer.class.getClassLoader(),
                new Class<?>[] {TracedConsumer.class},
                new ConsumerInvocations<>(consumer, client, polls, processes));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == TracedConsumer.class && arguments != null) {
            process(arguments[0], arguments[1]);
            return null;
        }
        return method.getName().equals("poll")
                ? poll(proxy, method, arguments)
                : Delegation.call(consumer, proxy, method, arguments);
    }

    @SuppressWarnings("unchecked") // what comes in is what one of the two methods of TracedConsumer<K, V> takes
    private void process(Object polled, Object handler) throws Exception {
        if (polled instanceof ConsumerRecord<?, ?> record) {
            processes.process(
                    client, (ConsumerRecord<K, V>) record, (RecordHandler<ConsumerRecord<K, V>, Exception>) handler);
        } else {
            processes.processBatch(
                    client, (ConsumerRecords<K, V>) polled, (RecordHandler<ConsumerRecords<K, V>, Exception>) handler);
        }
    }

    private @Nullable Object poll(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        long startNanos = System.nanoTime();
        Object polled;
        try {
            polled = Delegation.call(consumer, proxy, method, arguments);
        } catch (Throwable error) {
            polls.failed(client, startNanos, error);
            throw error;
        }
        if (polled instanceof ConsumerRecords<?, ?> records && !records.isEmpty()) {
            polls.returned(client, startNanos, records);
        }
        return polled;
    }
}
