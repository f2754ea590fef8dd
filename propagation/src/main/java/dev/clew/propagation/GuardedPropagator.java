package dev.clew.propagation;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What all propagators promise: nulls are tolerated, nothing is thrown, and a context that cannot be improved comes back as the
 * same instance. A format implements {@link #write} and {@link #read} and sees no null but the carrier, which belongs to the
 * getter or setter.
 */
abstract class GuardedPropagator implements TextMapPropagator {
    private static final Logger logger = Logger.getLogger(GuardedPropagator.class.getName());
    private static final boolean GETTERS_KNOW_ALL = gettersKnowAll();

    private static final long WARN_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final AtomicLong nextWarningNanos = new AtomicLong(System.nanoTime());

    abstract <C> void write(Context context, @Nullable C carrier, TextMapSetter<C> setter);

    abstract <C> Context read(Context context, @Nullable C carrier, TextMapGetter<C> getter);

    @Override
    public final <C> void inject(@Nullable Context context, @Nullable C carrier, @Nullable TextMapSetter<C> setter) {
        if (context == null || setter == null) {
            return;
        }
        try {
            write(context, carrier, setter);
        } catch (RuntimeException e) {
            log("Inject failed, the request goes out without all of its context: propagator=" + this, e);
        }
    }

    @Override
    public final <C> Context extract(
            @Nullable Context context, @Nullable C carrier, @Nullable TextMapGetter<C> getter) {
        if (context == null) {
            return Context.root();
        }
        if (getter == null) {
            return context;
        }
        try {
            return read(context, carrier, getter);
        } catch (RuntimeException e) {
            log("Extract failed, the request is handled without the caller's context: propagator=" + this, e);
            return context;
        }
    }

    /** The headers of this name. Where getters are older than OpenTelemetry's API 1.50, the first one only: they know no more. */
    static <C> Iterator<String> headers(TextMapGetter<C> getter, @Nullable C carrier, String name) {
        if (GETTERS_KNOW_ALL) {
            return getter.getAll(carrier, name);
        }
        String first = getter.get(carrier, name);
        return first == null ? Collections.emptyIterator() : List.of(first).iterator();
    }

    private static boolean gettersKnowAll() {
        try {
            return TextMapGetter.class.getMethod("getAll", Object.class, String.class) != null;
        } catch (NoSuchMethodException before150) {
            return false;
        }
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName();
    }

    /** A broken getter breaks on each request, so one failure a minute is a warning and the others are details. */
    private void log(String message, RuntimeException cause) {
        long now = System.nanoTime();
        long due = nextWarningNanos.get();
        boolean warn = now - due >= 0 && nextWarningNanos.compareAndSet(due, now + WARN_EVERY_NANOS);
        logger.log(warn ? Level.WARNING : Level.FINE, message, cause);
    }
}
