package dev.clew.autoconfigure;

import dev.clew.sdk.export.BatchLimits;
import dev.clew.sdk.settings.Settings;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code OTEL_BSP_*}: changes the limits of batches where a variable is set, and leaves Clew's own where none is. */
final class BatchSettings {
    private static final String DELAY = "otel.bsp.schedule.delay";
    private static final String QUEUE = "otel.bsp.max.queue.size";
    private static final String BATCH = "otel.bsp.max.export.batch.size";
    private static final String TIMEOUT = "otel.bsp.export.timeout";

    /** What a limit is called in {@code ClewSdk.describe()}, and the setting that changes it. */
    static final Map<String, String> KEYS = Map.of(
            "batch spans", BATCH,
            "batch age", DELAY,
            "held spans", QUEUE,
            "export timeout", TIMEOUT);

    private final @Nullable Long delayNanos;
    private final int queue; // 0 is unset
    private final int batch; // 0 is unset
    private final @Nullable Long timeoutNanos;

    BatchSettings(Settings settings, ConfigProperties properties) {
        delayNanos = nanos(properties.getDuration(DELAY));
        timeoutNanos = nanos(properties.getDuration(TIMEOUT));
        queue = count(settings, QUEUE);
        int size = count(settings, BATCH);
        if (queue > 0 && size > queue) {
            settings.refuse(
                    BATCH,
                    Integer.toString(size),
                    "at most " + settings.name(QUEUE) + "=" + queue,
                    "a batch has " + queue + " spans at most");
            size = queue;
        }
        batch = size;
    }

    /** The limits with what is set in place of theirs; a batch is never larger than the queue. */
    BatchLimits over(BatchLimits defaults) {
        BatchLimits limits = defaults;
        if (queue > 0) {
            limits = limits.withMaxHeldSpans(queue).withMaxSpans(Math.min(queue, limits.maxSpans()));
        }
        if (batch > 0) {
            limits = limits.withMaxSpans(batch);
        }
        if (delayNanos != null) {
            limits = limits.withMaxAgeNanos(delayNanos);
        }
        return timeoutNanos == null ? limits : limits.withExportTimeoutNanos(timeoutNanos);
    }

    private static @Nullable Long nanos(@Nullable Duration duration) {
        return duration == null
                ? null
                : TimeUnit.NANOSECONDS.convert(duration); // the longest there is, not an overflow
    }

    private static int count(Settings settings, String key) {
        return settings.read(key, BatchSettings::count, 0);
    }

    private static int count(String value) {
        String expected = "a whole number from 1 to " + Integer.MAX_VALUE;
        try {
            int count = Integer.parseInt(value);
            if (count > 0) {
                return count;
            }
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(expected, noNumber);
        }
        throw new IllegalArgumentException(expected);
    }
}
