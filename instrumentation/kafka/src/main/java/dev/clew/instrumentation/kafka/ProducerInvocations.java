package dev.clew.instrumentation.kafka;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A producer whose sends are traced; all else is passed on ({@link Delegation}). Threads: any. */
final class ProducerInvocations<K, V> implements InvocationHandler {
    private final Producer<K, V> producer;
    private final Client client;
    private final SendSpans spans;

    private ProducerInvocations(Producer<K, V> producer, Client client, SendSpans spans) {
        this.producer = producer;
        this.client = client;
        this.spans = spans;
    }

    @SuppressWarnings("unchecked") // a proxy has no type arguments, and passes on what its client gives and takes
    static <K, V> Producer<K, V> traced(Producer<K, V> producer, Client client, SendSpans spans) {
        return (Producer<K, V>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(),
                new Class<?>[] {Producer.class},
                new ProducerInvocations<>(producer, client, spans));
    }

    @Override
    @SuppressWarnings("unchecked") // what comes in is what Producer<K, V> takes
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (arguments != null && arguments[0] instanceof ProducerRecord<?, ?> record && isSend(method)) {
            Callback callback = arguments.length > 1 ? (Callback) arguments[1] : null;
            return spans.send(producer, client, (ProducerRecord<K, V>) record, callback);
        }
        return Delegation.call(producer, proxy, method, arguments);
    }

    /** One of the two that there are. A later version's with more arguments is not traced, and works. */
    private static boolean isSend(Method method) {
        return method.getName().equals("send") && method.getParameterCount() <= 2;
    }
}
