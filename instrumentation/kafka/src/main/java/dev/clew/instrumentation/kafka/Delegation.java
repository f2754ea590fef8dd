package dev.clew.instrumentation.kafka;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Passes calls of a proxy on to the client that it stands for.
 *
 * <p>A proxy and not a class with all the methods, because Kafka's interfaces change with each version: 4.0 added abstract methods
 * to both of them and took others away. A class that was compiled against 3.9 would throw an AbstractMethodError where the
 * application calls a new one, and one compiled against 4.x could not be loaded where 3.9 is. The proxy is made from the
 * interface that is there, so whatever it has is passed on. A call costs some tens of nanoseconds more; a send costs Kafka
 * microseconds.
 */
final class Delegation {
    private Delegation() {}

    /** Does what the client does, and throws what it throws. */
    static @Nullable Object call(Object client, Object proxy, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return callObject(client, proxy, method.getName(), arguments);
        }
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    /** The proxy is equal to itself and to nothing else, as Kafka's clients are. */
    @SuppressWarnings("ReferenceEquality") // the proxy's own equals is this
    private static Object callObject(Object client, Object proxy, String name, Object @Nullable [] arguments) {
        return switch (name) {
            case "equals" -> arguments != null && arguments[0] == proxy;
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "traced " + client;
        };
    }
}
