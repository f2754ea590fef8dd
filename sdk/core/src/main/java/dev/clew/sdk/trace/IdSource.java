package dev.clew.sdk.trace;

import dev.clew.sdk.resource.Entropy;
import dev.clew.sdk.telemetry.Incidents;
import io.opentelemetry.api.internal.OtelEncodingUtils;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * New trace and span ids as numbers: random ones without a string, or those of a foreign {@link IdGenerator}.
 *
 * <p>Random numbers come from the thread's own generator, so that threads share nothing, and are mixed with a salt: processes
 * restored from one checkpoint have the same generators in the same state (ADR 8). A foreign generator that throws or answers
 * nonsense is reported, and a random id taken. Threads: any. Allocates: nothing of its own for random ids.
 */
final class IdSource {
    private static final VarHandle SALT;

    static {
        try {
            SALT = MethodHandles.lookup().findVarHandle(IdSource.class, "salt", Salt.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** Whether this OpenTelemetry's generators can say so; they cannot before 1.60. */
    private static final boolean SAY_RANDOM = sayRandom();

    private final @Nullable IdGenerator foreign;
    private final Incidents incidents;
    private final LongSupplier random;

    @SuppressWarnings({"FieldMayBeFinal", "UnusedVariable"}) // through SALT
    private Salt salt = Salt.draw();

    IdSource(@Nullable IdGenerator foreign, Incidents incidents) {
        this(foreign, () -> ThreadLocalRandom.current().nextLong(), incidents);
    }

    /** Ids from these numbers, which need not differ from those of a copy of this process. */
    IdSource(@Nullable IdGenerator foreign, LongSupplier random, Incidents incidents) {
        this.foreign = foreign == null || IdGenerator.random().equals(foreign) ? null : foreign;
        this.random = random;
        this.incidents = incidents;
    }

    private static boolean sayRandom() {
        try {
            return IdGenerator.class.getMethod("generatesRandomTraceIds") != null;
        } catch (NoSuchMethodException before160) {
            return false;
        }
    }

    /** Makes other ids from now on than a copy of this process does. */
    void reseed() {
        SALT.setOpaque(this, Salt.draw());
    }

    private Salt salt() {
        // Opaque: a salt's fields are final, and ids made with the old one for a moment longer are as good.
        return (Salt) SALT.getOpaque(this);
    }

    /** The flag of a root's trace id: whether its last 56 bits are random (W3C Trace Context level 2). */
    byte rootFlags() {
        try {
            return foreign == null || (SAY_RANDOM && foreign.generatesRandomTraceIds()) ? SpanIdentity.RANDOM : 0;
        } catch (Throwable thrown) {
            incidents.report("id generator failed, its trace ids are not called random: " + name(), thrown);
            return 0;
        }
    }

    long spanId() {
        if (foreign != null) {
            try {
                String id = foreign.generateSpanId();
                if (SpanId.isValid(id)) {
                    return OtelEncodingUtils.longFromBase16String(id, 0);
                }
                incidents.report("id generator made an invalid span id, a random one is used: " + name(), null);
            } catch (Throwable thrown) {
                incidents.report("id generator failed, a random span id is used: " + name(), thrown);
            }
        }
        return mixed(salt().spanId);
    }

    NewTraceId traceId() {
        if (foreign != null) {
            try {
                String id = foreign.generateTraceId();
                if (TraceId.isValid(id)) {
                    return new NewTraceId(
                            OtelEncodingUtils.longFromBase16String(id, 0),
                            OtelEncodingUtils.longFromBase16String(id, 16));
                }
                incidents.report("id generator made an invalid trace id, a random one is used: " + name(), null);
            } catch (Throwable thrown) {
                incidents.report("id generator failed, a random trace id is used: " + name(), thrown);
            }
        }
        Salt current = salt();
        return new NewTraceId(random.getAsLong() ^ current.traceIdHigh, mixed(current.traceIdLow));
    }

    private String name() {
        return foreign == null ? "" : foreign.getClass().getName();
    }

    private long mixed(long salted) {
        long id;
        do {
            id = random.getAsLong() ^ salted;
        } while (id == 0);
        return id;
    }

    /** Two halves, taken apart where it is made: no object is left of it in compiled code. */
    record NewTraceId(long high, long low) {}

    /** What makes this process's ids its own. Exclusive or keeps them as uniform as the numbers are. */
    private record Salt(long traceIdHigh, long traceIdLow, long spanId) {
        static Salt draw() {
            long[] random = Entropy.longs(3);
            return new Salt(random[0], random[1], random[2]);
        }
    }
}
