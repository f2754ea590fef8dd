package dev.clew.sdk.trace;

import dev.clew.sdk.telemetry.Incidents;
import io.opentelemetry.api.internal.OtelEncodingUtils;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * New trace and span ids as numbers: random ones without a string, or those of a foreign {@link IdGenerator}.
 *
 * <p>Random numbers come from the thread's own generator, so that threads share nothing. A foreign generator that throws or
 * answers nonsense is reported, and a random id taken. Threads: any. Allocates: nothing of its own for random ids.
 */
final class IdSource {
    /** Whether this OpenTelemetry's generators can say so; they cannot before 1.60. */
    private static final boolean SAY_RANDOM = Arrays.stream(IdGenerator.class.getMethods())
            .anyMatch(method -> method.getName().equals("generatesRandomTraceIds"));

    private final @Nullable IdGenerator foreign;
    private final Incidents incidents;

    IdSource(@Nullable IdGenerator foreign, Incidents incidents) {
        this.foreign = IdGenerator.random().equals(foreign) ? null : foreign;
        this.incidents = incidents;
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
        return random();
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
        return new NewTraceId(ThreadLocalRandom.current().nextLong(), random());
    }

    private String name() {
        return foreign == null ? "" : foreign.getClass().getName();
    }

    private static long random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long id;
        do {
            id = random.nextLong();
        } while (id == 0);
        return id;
    }

    /** Two halves, taken apart where it is made: no object is left of it in compiled code. */
    record NewTraceId(long high, long low) {}
}
