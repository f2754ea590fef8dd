package dev.clew.sdk.trace;

import dev.clew.sdk.telemetry.Incidents;
import io.opentelemetry.sdk.trace.SpanLimits;
import java.util.function.Supplier;

/**
 * Asks the user's supplier what a span may hold, and says what spans discarded.
 *
 * <p>A supplier that throws or answers null is reported, and the default taken. Threads: any. Allocates: nothing while the
 * supplier answers the same object.
 */
final class LimitsSource {
    private static final int MAX_LOGGED_NAME = 200;

    private final Supplier<SpanLimits> supplier;
    private final int maxSpanBytes;
    private final Incidents incidents;

    // Plain: the fields of Limits are final, and a thread that sees an older one compares and makes its own.
    private Limits latest;

    LimitsSource(Supplier<SpanLimits> supplier, int maxSpanBytes, Incidents incidents) {
        this.supplier = supplier;
        this.maxSpanBytes = maxSpanBytes;
        this.incidents = incidents;
        this.latest = new Limits(SpanLimits.getDefault(), maxSpanBytes);
    }

    /** What a span that starts now may hold. */
    @SuppressWarnings("ReferenceEquality") // equal limits that are another object make new ones, which is as good
    Limits current() {
        Limits known = latest;
        try {
            SpanLimits now = supplier.get();
            if (now == known.source) {
                return known;
            }
            if (now != null) {
                Limits fresh = new Limits(now, maxSpanBytes);
                latest = fresh;
                return fresh;
            }
            incidents.report("the supplier of span limits answered null, the default is used", null);
        } catch (Throwable thrown) {
            incidents.report("the supplier of span limits failed, the default is used", thrown);
        }
        return new Limits(SpanLimits.getDefault(), maxSpanBytes);
    }

    /** Says what a span discarded: at WARNING once a minute, with how many spans did, and each at FINE. */
    void reportDiscards(SpanRecord span) {
        AttributeList list = span.attributeList();
        SpanDetails details = span.details();
        String detail = "name=" + AttributeValue.cut(span.currentName(), MAX_LOGGED_NAME)
                + ", attributes=" + (list == null ? 0 : list.dropped())
                + ", events=" + (details == null ? 0 : details.droppedEvents())
                + ", links=" + (details == null ? 0 : details.droppedLinks());
        incidents.report("span limits discarded attributes, events or links, or attributes of one", detail, 1, null);
    }
}
