package dev.clew.sdk.export;

import dev.clew.sdk.telemetry.Incidents;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A foreign exporter whose failures stay its own: what it throws, or does not answer within 30 seconds, is a failure, reported
 * and timed.
 *
 * <p>A call that does not even return cannot be left alone: {@link #call} tells who watches. Threads: {@code clew-exporter} calls,
 * any asks.
 */
final class GuardedExporter {
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final SpanExporter exporter;
    private final String name;
    private final long exportTimeoutNanos;
    private final Operations operations;
    private final Incidents incidents;
    // Odd while a call is under way.
    private final AtomicLong calls = new AtomicLong();

    /**
     * The exporter, called that in log lines.
     *
     * @param exportTimeoutNanos how long an export may take; 0 is no limit
     */
    GuardedExporter(
            SpanExporter exporter, String name, long exportTimeoutNanos, Operations operations, Incidents incidents) {
        this.exporter = exporter;
        this.name = name;
        this.exportTimeoutNanos = exportTimeoutNanos == 0 ? Long.MAX_VALUE : exportTimeoutNanos;
        this.operations = operations;
        this.incidents = incidents;
    }

    /** What it says of the spans; a failure when it says nothing. */
    CompletableResultCode export(List<SpanData> spans) {
        long begun = System.nanoTime();
        try {
            CompletableResultCode result = result(exportTimeoutNanos, () -> exporter.export(spans));
            operations.ended(begun, result.isSuccess(), null);
            return result;
        } catch (Throwable thrown) {
            operations.ended(begun, false, thrown);
            incidents.report("span exporter failed: " + name, thrown);
            return CompletableResultCode.ofFailure();
        }
    }

    boolean flush() {
        return succeeds("flush", exporter::flush);
    }

    boolean shutdown() {
        return succeeds("shutdown", exporter::shutdown);
    }

    private boolean succeeds(String what, Supplier<@Nullable CompletableResultCode> call) {
        try {
            return result(TIMEOUT_NANOS, call).isSuccess();
        } catch (Throwable thrown) {
            incidents.report("span exporter failed in " + what + ": " + name, thrown);
            return false;
        }
    }

    private CompletableResultCode result(long timeoutNanos, Supplier<@Nullable CompletableResultCode> call) {
        calls.incrementAndGet();
        try {
            CompletableResultCode result = call.get();
            if (result == null) {
                throw new NullPointerException("no result");
            }
            result.join(timeoutNanos, TimeUnit.NANOSECONDS);
            if (!result.isDone()) {
                long millis = TimeUnit.NANOSECONDS.toMillis(timeoutNanos);
                incidents.report("span exporter gave no result within " + millis + " ms: " + name, null);
            }
            return result;
        } finally {
            calls.incrementAndGet();
        }
    }

    /** Lets go of connections, as far as it is one of ours; those of another are its own business. */
    void disconnect() {
        try {
            if (exporter instanceof SenderSpanExporter ours) {
                ours.disconnect();
            }
        } catch (Throwable thrown) {
            incidents.report("sender failed to let go of its connections: " + name, thrown);
        }
    }

    /** The longest time that any of its calls has for its result. */
    long timeoutNanos() {
        return Math.max(TIMEOUT_NANOS, exportTimeoutNanos);
    }

    /** The number of the call under way, or 0. */
    long call() {
        long number = calls.get();
        return (number & 1) == 0 ? 0 : number;
    }

    Attributes component() {
        return operations.component();
    }

    @Override
    public String toString() {
        return name;
    }
}
