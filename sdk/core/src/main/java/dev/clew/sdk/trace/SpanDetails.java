package dev.clew.sdk.trace;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What most spans do not have: events, links, a status. Made when the first of them comes, so that the others do not pay for
 * the room. Threads: guarded by the span's lock.
 */
final class SpanDetails {
    private @Nullable List<RecordedEvent> events;
    private int droppedEvents;
    private @Nullable List<RecordedLink> links;
    private int droppedLinks;
    private StatusCode statusCode = StatusCode.UNSET;
    private String statusDescription = "";

    void addEvent(RecordedEvent event, int maxEvents) {
        List<RecordedEvent> list = events;
        if (list == null) {
            list = new ArrayList<>(4);
            events = list;
        }
        if (list.size() < maxEvents) {
            list.add(event);
        } else {
            droppedEvents++;
        }
    }

    void addLink(RecordedLink link, int maxLinks) {
        List<RecordedLink> list = links;
        if (list == null) {
            list = new ArrayList<>(2);
            links = list;
        }
        if (list.size() < maxLinks) {
            list.add(link);
        } else {
            droppedLinks++;
        }
    }

    /** OK is final; UNSET changes nothing; a description belongs to an error only. */
    void setStatus(StatusCode code, @Nullable String description) {
        if (code == StatusCode.UNSET || statusCode == StatusCode.OK) {
            return;
        }
        statusCode = code;
        statusDescription = code == StatusCode.ERROR && description != null ? description : "";
    }

    List<RecordedEvent> events() {
        return events == null ? List.of() : events;
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

    StatusCode statusCode() {
        return statusCode;
    }

    String statusDescription() {
        return statusDescription;
    }

    List<EventData> eventData() {
        return events().stream().map(RecordedEvent::toEventData).toList();
    }

    List<LinkData> linkData() {
        return links().stream().map(RecordedLink::toLinkData).toList();
    }

    StatusData statusData() {
        return StatusData.create(statusCode, statusDescription);
    }
}
