package dev.clew.tree;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.EventData;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What there is to say about a span besides its name and times. */
final class Details {
    private static final String HTTP_STATUS = "http.response.status_code";
    private static final int MAX_EVENTS = 5;

    private Details() {}

    /** The chosen attributes that the span has, as one text. Everybody knows what 200 is: an HTTP status stands alone. */
    static String attributes(SpanNode node, List<String> keys) {
        List<String> shown = new ArrayList<>();
        for (String key : keys) {
            Object value = node.attribute(key);
            if (value != null) {
                shown.add(key.equals(HTTP_STATUS) ? value.toString() : key + "=" + value);
            }
        }
        return shown.isEmpty() ? "" : Cells.clean("[" + String.join(" ", shown) + "]");
    }

    /** What went wrong, a line each: the status' description, and exceptions unless it tells them already. */
    static List<String> errors(SpanNode node) {
        List<String> lines = new ArrayList<>();
        String description = node.isError() ? node.span().getStatus().getDescription() : "";
        if (!description.isBlank()) {
            lines.add(description);
        }
        for (EventData event : node.span().getEvents()) {
            if (isException(event)) {
                Object type = SpanNode.valueOf(event.getAttributes(), "exception.type");
                Object message = SpanNode.valueOf(event.getAttributes(), "exception.message");
                String line = (type == null ? "exception" : type) + (message == null ? "" : ": " + message);
                lines.removeIf(line::endsWith);
                lines.add(line);
            }
        }
        Object errorType = node.attribute("error.type");
        boolean saysMore = errorType != null && !errorType.equals(String.valueOf(node.attribute(HTTP_STATUS)));
        if (lines.isEmpty() && node.isError() && saysMore) {
            lines.add(String.valueOf(errorType));
        }
        return lines.stream().map(Cells::clean).toList();
    }

    /** The span's other events, a line each, with their times after the span's start. */
    static List<String> events(SpanNode node) {
        List<EventData> events = node.span().getEvents().stream()
                .filter(event -> !isException(event))
                .toList();
        List<String> lines = new ArrayList<>();
        for (EventData event : events.subList(0, Math.min(events.size(), MAX_EVENTS))) {
            long offset = Math.max(0, event.getEpochNanos() - node.span().getStartEpochNanos());
            lines.add(Cells.clean(event.getName() + " +" + Durations.format(offset) + all(event.getAttributes())));
        }
        if (events.size() > MAX_EVENTS) {
            lines.add("… " + (events.size() - MAX_EVENTS) + " more events");
        }
        return lines;
    }

    private static String all(Attributes attributes) {
        return attributes.asMap().entrySet().stream()
                .map(attribute -> " " + attribute.getKey().getKey() + "=" + attribute.getValue())
                .collect(Collectors.joining());
    }

    private static boolean isException(EventData event) {
        return event.getName().equals("exception");
    }
}
