package dev.clew.sdk;

import dev.clew.sdk.telemetry.Incidents;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a listener of checkpoints and restores of the process, where there is something that makes them: {@code org.crac} on
 * the class path, or a JDK with {@code jdk.crac}. Neither is needed.
 *
 * <p>What makes checkpoints holds the listener weakly: whoever wants to hear of them keeps what {@link #watch} answers. Threads:
 * any; the listener is called by the one that makes the checkpoint.
 */
final class Checkpoints implements InvocationHandler {
    // org.crac first: it hands on to jdk.crac where that is, and to whatever else a platform has.
    private static final List<String> PACKAGES = List.of("org.crac", "jdk.crac");

    /** Hears of checkpoints. What it throws is reported, and the checkpoint goes on. */
    interface Listener {
        /** May block for a few seconds. Files and sockets that are open after it make the checkpoint fail. */
        void beforeCheckpoint();

        /** Called in each process made from the checkpoint, and in this one, also when the checkpoint failed. */
        void afterRestore();
    }

    private final Listener listener;
    private final Incidents incidents;

    private Checkpoints(Listener listener, Incidents incidents) {
        this.listener = listener;
        this.incidents = incidents;
    }

    /** To be kept as long as the listener wants to hear; null where nothing makes checkpoints. */
    static @Nullable Object watch(Listener listener, Incidents incidents) {
        return watch(listener, incidents, PACKAGES);
    }

    /** As above, with the packages where to look for a {@code Core}, a {@code Context} and a {@code Resource}. */
    static @Nullable Object watch(Listener listener, Incidents incidents, List<String> packages) {
        for (String name : packages) {
            try {
                return register(name, new Checkpoints(listener, incidents));
            } catch (ClassNotFoundException notHere) {
                // The usual case.
            } catch (ReflectiveOperationException | RuntimeException | LinkageError unusable) {
                incidents.report(name + " cannot be used: ids are not reseeded after a restore", unusable);
            }
        }
        return null;
    }

    private static Object register(String name, Checkpoints handler) throws ReflectiveOperationException {
        ClassLoader ours = Checkpoints.class.getClassLoader();
        Class<?> core = Class.forName(name + ".Core", true, ours);
        Class<?> resource = Class.forName(name + ".Resource", true, ours);
        Method register = Class.forName(name + ".Context", true, ours).getMethod("register", resource);
        // In the resource's own loader, so that nothing above Clew's learns of it but through this one object.
        Object registered = Proxy.newProxyInstance(resource.getClassLoader(), new Class<?>[] {resource}, handler);
        register.invoke(core.getMethod("getGlobalContext").invoke(null), registered);
        return registered;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself only
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
        switch (method.getName()) {
            case "equals" -> {
                return arguments != null && proxy == arguments[0];
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            case "toString" -> {
                return "Clew's part in checkpoints";
            }
            case "beforeCheckpoint" -> guarded("prepare for a checkpoint", listener::beforeCheckpoint);
            case "afterRestore" -> guarded("go on after a restore", listener::afterRestore);
            default -> {
                // A method that a later version of the interface has.
            }
        }
        return null;
    }

    private void guarded(String what, Runnable call) {
        try {
            call.run();
        } catch (Throwable thrown) {
            incidents.report("the SDK could not " + what, thrown);
        }
    }
}
