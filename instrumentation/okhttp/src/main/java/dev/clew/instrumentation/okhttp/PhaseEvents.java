package dev.clew.instrumentation.okhttp;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import dev.clew.instrumentation.http.HttpClientCall;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Turns the phases of one pass through a call into events of its span: one when a phase ends, with how long it took.
 *
 * <p>Threads: any. OkHttp connects to two addresses at once, each on a thread of its own; all else happens one after the other.
 */
final class PhaseEvents {
    static final AttributeKey<Long> DURATION_MICROS = longKey("clew.duration_us");
    private static final AttributeKey<String> EXCEPTION_TYPE = stringKey("exception.type");
    private static final AttributeKey<String> EXCEPTION_MESSAGE = stringKey("exception.message");

    private final HttpClientCall<Response> call;
    private final Phases detail;

    // By phase, and by address while connecting.
    private final Map<Object, Long> startNanos = new ConcurrentHashMap<>();

    PhaseEvents(HttpClientCall<Response> call, Phases detail) {
        this.call = call;
        this.detail = detail;
    }

    void start(Phase phase) {
        startNanos.put(phase, System.nanoTime());
    }

    void startConnect(SocketAddress address) {
        startNanos.put(address, System.nanoTime());
    }

    void endConnect(SocketAddress address, Attributes more) {
        takeConnect(address);
        end(Phase.CONNECT, more);
    }

    /** A connection fails while it is made, or in the handshake that follows. */
    void failConnect(SocketAddress address, Throwable failure, Attributes more) {
        if (isUnderWay(Phase.TLS)) {
            fail(Phase.TLS, failure, Attributes.empty());
        }
        takeConnect(address);
        fail(Phase.CONNECT, failure, more);
    }

    void end(Phase phase) {
        end(phase, Attributes.empty());
    }

    void end(Phase phase, Attributes more) {
        Long started = startNanos.remove(phase);
        if (started != null && phase.isToldAt(detail)) {
            call.event(phase.eventName(), timed(more, started).build());
        }
    }

    /** The phase ended in a failure; one that had not started has nothing to tell, but for its failure. */
    void fail(Phase phase, @Nullable Throwable failure, Attributes more) {
        Long started = startNanos.remove(phase);
        AttributesBuilder attributes = timed(more, started);
        if (failure != null) {
            attributes.put(EXCEPTION_TYPE, failure.getClass().getName());
            if (failure.getMessage() != null) {
                attributes.put(EXCEPTION_MESSAGE, failure.getMessage());
            }
        }
        call.event(phase.eventName() + ".failed", attributes.build());
    }

    boolean isUnderWay(Phase phase) {
        return startNanos.containsKey(phase);
    }

    /** Something without a duration, told from this level on. */
    void tell(Phases from, String name, Attributes attributes) {
        if (detail.compareTo(from) >= 0) {
            call.event(name, attributes);
        }
    }

    private void takeConnect(SocketAddress address) {
        Long started = startNanos.remove(address);
        if (started != null) {
            startNanos.put(Phase.CONNECT, started);
        }
    }

    private static AttributesBuilder timed(Attributes more, @Nullable Long started) {
        AttributesBuilder attributes = more.toBuilder();
        if (started != null) {
            attributes.put(DURATION_MICROS, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - started));
        }
        return attributes;
    }
}
