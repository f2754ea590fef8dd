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
    static final int TIMEOUT_SECONDS = 30;

    private final SpanExporter exporter;
    private final String name;
    private final Operations operations;
    private final Incidents incidents;
    // Odd while a call is under way.
    private final AtomicLong calls = new AtomicLong();

    /** The exporter, called that in log lines. */
    GuardedExporter(SpanExporter exporter, String name, Operations operations, Incidents incidents) {
        this.exporter = exporter;
        this.name = name;
        this.operations = operations;
        this.incidents = incidents;
    }

    /** Whether it took all the spans. */
    boolean export(List<SpanData> spans) {
        long begun = System.nanoTime();
        try {
            boolean success = succeeds(() -> exporter.export(spans));
            operations.ended(begun, success, null);
            return success;
        } catch (Throwable thrown) {
            operations.ended(begun, false, thrown);
            incidents.report("span exporter failed: " + name, thrown);
            return false;
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
            return succeeds(call);
        } catch (Throwable thrown) {
            incidents.report("span exporter failed in " + what + ": " + name, thrown);
            return false;
        }
    }

    private boolean succeeds(Supplier<@Nullable CompletableResultCode> call) {
        calls.incrementAndGet();
        try {
            CompletableResultCode result = call.get();
            if (result == null) {
                throw new NullPointerException("no result");
            }
            result.join(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (!result.isDone()) {
                incidents.report("span exporter gave no result within 30 seconds: " + name, null);
            }
            return result.isSuccess();
        } finally {
            calls.incrementAndGet();
        }
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
