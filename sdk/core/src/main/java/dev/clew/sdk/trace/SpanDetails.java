package dev.clew.sdk.trace;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What most spans do not have: events, links, a status, a start that the caller gave. Made when the first of them comes, so that
 * the others do not pay for the room. Threads: guarded by the span's lock.
 */
final class SpanDetails {
    private @Nullable List<RecordedEvent> events;
    private int droppedEvents;
    private @Nullable List<RecordedLink> links;
    private int droppedLinks;
    private StatusCode statusCode = StatusCode.UNSET;
    private String statusDescription = "";
    private int bytes;
    private long startEpochNanos;

    /**
     * Adds an event, or counts it as dropped.
     *
     * @param room bytes that all events and links may take
     */
    void addEvent(RecordedEvent event, int maxEvents, int room) {
        int count = events().size();
        long grown = bytes + event.bytes();
        if (count >= maxEvents || grown > room) {
            droppedEvents++;
            return;
        }
        bytes = (int) grown;
        events = with(event, events());
    }

    /** Adds a link, or counts it as dropped; the room is that of {@link #addEvent}. */
    void addLink(RecordedLink link, int maxLinks, int room) {
        int count = links().size();
        long grown = bytes + link.bytes();
        if (count >= maxLinks || grown > room) {
            droppedLinks++;
            return;
        }
        bytes = (int) grown;
        links = with(link, links());
    }

    // Most spans that have an event or a link have one; a list of one is half the size of a list that grows.
    private static <T> List<T> with(T added, List<T> list) {
        if (list.isEmpty()) {
            return List.of(added);
        }
        List<T> grown = list.size() == 1 ? new ArrayList<>(list) : list;
        grown.add(added);
        return grown;
    }

    /** OK is final; UNSET changes nothing; a description belongs to an error only. */
    void setStatus(StatusCode code, @Nullable String description) {
        if (code == StatusCode.UNSET || statusCode == StatusCode.OK) {
            return;
        }
        statusCode = code;
        statusDescription =
                code == StatusCode.ERROR && description != null ? AttributeValue.cut(description, Limits.MAX_TEXT) : "";
    }

    void startAt(long epochNanos) {
        startEpochNanos = epochNanos;
    }

    /** Start given by the caller, or 0. */
    long startEpochNanos() {
        return startEpochNanos;
    }

    List<RecordedEvent> events() {
        return events == null ? List.of() : events;
    }

    /** Whether an exception's stack trace is yet to become text. */
    boolean isWaiting() {
        for (int i = 0; events != null && i < events.size(); i++) {
            if (events.get(i) instanceof RecordedException exception && exception.isWaiting()) {
                return true;
            }
        }
        return false;
    }

    /** Whether an exception's stack trace found no room. */
    boolean isStackLeftOut() {
        for (int i = 0; events != null && i < events.size(); i++) {
            if (events.get(i) instanceof RecordedException exception && exception.isStackLeftOut()) {
                return true;
            }
        }
        return false;
    }

    /** The events with the stack traces of exceptions, as far as there is room for these beside all else in the span. */
    List<RecordedEvent> describedEvents(@Nullable AttributeList spanAttributes) {
        List<RecordedEvent> all = events();
        List<RecordedEvent> described = null;
        int taken = 0;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) instanceof RecordedException exception) {
                if (described == null) {
                    described = new ArrayList<>(all);
                }
                RecordedException whole = exception.withStackTrace(exception.roomBeside(spanAttributes, bytes + taken));
                taken += (int) (whole.bytes() - exception.bytes());
                described.set(i, whole);
            }
        }
        return described == null ? all : described;
    }

    int droppedEvents() {
        return droppedEvents;
    }

    List<RecordedLink> links() {
        return links == null ? List.of() : links;
    }

    int droppedLinks() {
        return droppedLinks;
    }

    /** Bytes of events and links, as {@link Limits} counts them. */
    int bytes() {
        return bytes;
    }

    /** Whether a limit kept something out: an event, a link, or an attribute of one. */
    boolean discarded() {
        if (droppedEvents > 0 || droppedLinks > 0) {
            return true;
        }
        // By index: this is asked of every span that has details, and an iterator is an object.
        for (int i = 0; events != null && i < events.size(); i++) {
            if (events.get(i).discarded()) {
                return true;
            }
        }
        for (int i = 0; links != null && i < links.size(); i++) {
            if (links.get(i).discarded()) {
                return true;
            }
        }
        return false;
    }

    StatusCode statusCode() {
        return statusCode;
    }

    String statusDescription() {
        return statusDescription;
    }

    List<EventData> eventData(@Nullable AttributeList spanAttributes) {
        return describedEvents(spanAttributes).stream()
                .map(RecordedEvent::toEventData)
                .toList();
    }

    List<LinkData> linkData() {
        return links().stream().map(RecordedLink::toLinkData).toList();
    }

    StatusData statusData() {
        return StatusData.create(statusCode, statusDescription);
    }
}
