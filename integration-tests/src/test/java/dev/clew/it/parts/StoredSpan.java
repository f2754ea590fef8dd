package dev.clew.it.parts;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One span as it was stored: OTLP JSON, in which zero fields are left out. */
public final class StoredSpan {
    private final JsonObject resource;
    private final JsonObject scope;
    private final JsonObject span;

    StoredSpan(JsonObject resource, JsonObject scope, JsonObject span) {
        this.resource = resource;
        this.scope = scope;
        this.span = span;
    }

    public String traceId() {
        return text(span, "traceId");
    }

    public String spanId() {
        return text(span, "spanId");
    }

    /** Empty for a root. */
    public String parentSpanId() {
        return text(span, "parentSpanId");
    }

    public String traceState() {
        return text(span, "traceState");
    }

    public String name() {
        return text(span, "name");
    }

    /** The number of OTLP: 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
    public long kind() {
        return number(span, "kind");
    }

    /** Trace flags in the low eight bits, then whether it is known, and whether it is so, that the parent is remote. */
    public long flags() {
        return number(span, "flags");
    }

    public long startEpochNanos() {
        return number(span, "startTimeUnixNano");
    }

    public long endEpochNanos() {
        return number(span, "endTimeUnixNano");
    }

    /** The number of OTLP: 0 unset, 1 ok, 2 error. */
    public long statusCode() {
        return number(span.getAsJsonObject("status"), "code");
    }

    public String statusDescription() {
        return text(span.getAsJsonObject("status"), "message");
    }

    public Map<String, Object> attributes() {
        return AnyValues.attributes(span);
    }

    public long droppedAttributes() {
        return number(span, "droppedAttributesCount");
    }

    public List<Event> events() {
        return list(span, "events").stream()
                .map(event -> new Event(
                        text(event, "name"),
                        number(event, "timeUnixNano"),
                        AnyValues.attributes(event),
                        number(event, "droppedAttributesCount")))
                .toList();
    }

    public long droppedEvents() {
        return number(span, "droppedEventsCount");
    }

    public List<Link> links() {
        return list(span, "links").stream()
                .map(link -> new Link(
                        text(link, "traceId"),
                        text(link, "spanId"),
                        text(link, "traceState"),
                        AnyValues.attributes(link),
                        number(link, "droppedAttributesCount")))
                .toList();
    }

    public long droppedLinks() {
        return number(span, "droppedLinksCount");
    }

    public Map<String, Object> resource() {
        return AnyValues.attributes(resource);
    }

    /** The resource's {@code service.name}. */
    public String service() {
        return String.valueOf(resource().get("service.name"));
    }

    public String scopeName() {
        return text(scope, "name");
    }

    public String scopeVersion() {
        return text(scope, "version");
    }

    /** An event of the span. */
    public record Event(String name, long epochNanos, Map<String, Object> attributes, long droppedAttributes) {}

    /** A link of the span. */
    public record Link(
            String traceId, String spanId, String traceState, Map<String, Object> attributes, long droppedAttributes) {}

    @Override
    public String toString() {
        return service() + " " + span;
    }

    private static String text(JsonObject object, String name) {
        JsonElement value = object.get(name);
        return value == null ? "" : value.getAsString();
    }

    private static long number(JsonObject object, String name) {
        JsonElement value = object.get(name);
        return value == null ? 0 : value.getAsLong();
    }

    private static List<JsonObject> list(JsonObject object, String name) {
        List<JsonObject> list = new ArrayList<>();
        JsonArray array = object.getAsJsonArray(name);
        if (array != null) {
            array.forEach(element -> list.add(element.getAsJsonObject()));
        }
        return list;
    }
}
