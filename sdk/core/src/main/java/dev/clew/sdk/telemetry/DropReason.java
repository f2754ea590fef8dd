package dev.clew.sdk.telemetry;

import java.util.Locale;

/** Why a recorded span will not arrive. Each is counted, so that recorded = live + held + delivered + rejected + dropped. */
public enum DropReason {
    /** The byte budget of the rings and of the side queue was used up: the drain could not keep up. */
    RING_FULL,
    /** The destination's byte budget was used up, the oldest batch gave way: the other side was away or slow for too long. */
    DESTINATION_FULL,
    /** The span could not be encoded: a defect, or no memory. */
    ENCODING_FAILED,
    /** A foreign exporter failed or threw; its contract has no second try. */
    EXPORT_FAILED,
    /** The SDK was shut down before the span could be sent. */
    SHUTDOWN;

    /** The reason as metrics and log lines write it, such as {@code ring_full}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
