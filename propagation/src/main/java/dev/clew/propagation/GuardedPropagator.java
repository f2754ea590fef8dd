package dev.clew.propagation;

import io.opentelemetry.api.internal.ImmutableSpanContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
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
 *
 * <p>A header of no use is said at FINE, by name and length: its value is the peer's, and could forge lines or hold secrets.
 */
abstract class GuardedPropagator implements TextMapPropagator {
    /** The longest header that is looked at: most servers take no more for all of them together. */
    static final int MAX_LENGTH = 8192;

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
        } catch (RuntimeException | LinkageError e) {
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
        } catch (RuntimeException | LinkageError e) {
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

    /**
     * The value on which all headers of this name agree, without spaces and tabs around it. Null without one, when it is too
     * long, and when two disagree: there is no telling which of them is right.
     */
    static <C> @Nullable String header(TextMapGetter<C> getter, @Nullable C carrier, String name) {
        Iterator<String> values = headers(getter, carrier, name);
        String first = null;
        while (values.hasNext()) {
            String value = values.next();
            if (first == null) {
                first = value;
            } else if (!first.equals(value)) {
                ignored(name, value);
                return null;
            }
        }
        if (first != null && first.length() > MAX_LENGTH) {
            ignored(name, first);
            return null;
        }
        return first == null ? null : BaggageText.trim(first, 0, first.length());
    }

    /** Says that a header is left out because it is malformed; nothing if it is absent or empty. */
    static void ignored(String name, @Nullable String value) {
        if (value != null && !value.isEmpty() && logger.isLoggable(Level.FINE)) {
            logger.fine("A header is malformed and left out: name=" + name + ", length=" + value.length());
        }
    }

    /** With the remote span of these ids, both of them checked, as the parent of what is started there. */
    static Context withParent(Context context, String traceId, String spanId, boolean sampled) {
        TraceFlags flags = sampled ? TraceFlags.getSampled() : TraceFlags.getDefault();
        return context.with(
                Span.wrap(ImmutableSpanContext.create(traceId, spanId, flags, TraceState.getDefault(), true, true)));
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
    final void log(String message, Throwable cause) {
        long now = System.nanoTime();
        long due = nextWarningNanos.get();
        boolean warn = now - due >= 0 && nextWarningNanos.compareAndSet(due, now + WARN_EVERY_NANOS);
        logger.log(warn ? Level.WARNING : Level.FINE, message, cause);
    }
}
