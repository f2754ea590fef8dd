package dev.clew.exporter.otlp;

import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The wait that a {@code Retry-After} header asks for. */
final class RetryAfter {
    /** A server that asks for more has a wrong clock or a wrong setting; an hour without an attempt is long enough. */
    static final long MAX_MILLIS = TimeUnit.HOURS.toMillis(1);

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private RetryAfter() {}

    /** Milliseconds from 0 to {@link #MAX_MILLIS}; 0 for a value that is neither seconds nor a date to come. */
    static long millis(String value, long nowEpochMillis) {
        String trimmed = value.trim();
        long wanted = SECONDS.matcher(trimmed).matches()
                ? TimeUnit.SECONDS.toMillis(Long.parseLong(trimmed))
                : untilDate(trimmed, nowEpochMillis);
        return Math.max(0, Math.min(wanted, MAX_MILLIS));
    }

    private static long untilDate(String date, long nowEpochMillis) {
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()
                            .toEpochMilli()
                    - nowEpochMillis;
        } catch (DateTimeException | ArithmeticException garbage) {
            return 0;
        }
    }
}
