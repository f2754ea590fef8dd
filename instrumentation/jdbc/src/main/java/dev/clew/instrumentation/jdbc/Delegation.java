package dev.clew.instrumentation.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Stands before an object of JDBC and passes on what it does not know, with the exceptions of the driver as they are.
 *
 * <p>A proxy and not classes that implement the interfaces: those have 300 methods, of which ten matter here, and each later JDBC
 * adds some that a class compiled today would answer with their defaults, before the driver sees them. The price is a reflective
 * call. Rows are not behind one: a {@link java.sql.ResultSet} is the driver's own.
 */
abstract class Delegation implements InvocationHandler {
    private static final Object[] NO_ARGUMENTS = {};

    private final Object delegate;

    Delegation(Object delegate) {
        this.delegate = delegate;
    }

    /** An object of the given types that this stands behind. */
    final Object proxy(Class<?>... types) {
        return Proxy.newProxyInstance(Delegation.class.getClassLoader(), types, this);
    }

    /** Whether the object is one of those that are handed out here, for a {@code kind} of delegation. */
    static boolean isProxy(Object object, Class<? extends Delegation> kind) {
        return Proxy.isProxyClass(object.getClass()) && kind.isInstance(Proxy.getInvocationHandler(object));
    }

    private boolean isProxy(@Nullable Object object) {
        return object != null
                && Proxy.isProxyClass(object.getClass())
                && Proxy.getInvocationHandler(object).equals(this);
    }

    @Override
    public final @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        Object[] given = arguments == null ? NO_ARGUMENTS : arguments;
        return switch (method.getName()) {
            case "equals" -> isProxy(given[0]);
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "traced " + delegate;
            case "isWrapperFor" -> implementer(proxy, given[0]) != null || Boolean.TRUE.equals(pass(method, given));
            case "unwrap" -> {
                Object implementer = implementer(proxy, given[0]);
                yield implementer == null ? pass(method, given) : implementer;
            }
            default -> call(proxy, method, given);
        };
    }

    /** Answers a call of a method that only JDBC has. */
    abstract @Nullable Object call(Object proxy, Method method, Object[] given) throws Throwable;

    /** The answer of what is behind this. */
    final @Nullable Object pass(Method method, Object[] given) throws Throwable {
        try {
            return method.invoke(delegate, given);
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }

    final Object delegate() {
        return delegate;
    }

    private @Nullable Object implementer(Object proxy, @Nullable Object type) {
        if (type instanceof Class<?> wanted) {
            if (wanted.isInstance(proxy)) {
                return proxy;
            }
            if (wanted.isInstance(delegate)) {
                return delegate;
            }
        }
        return null;
    }
}
