package dev.clew.it.parts;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One span as Jaeger's page draws it.
 *
 * @param parents ids of the spans it is drawn under
 * @param tags what the page lists, as text
 * @param warnings what Jaeger has to say against the span: a missing parent, a skewed clock, ...
 */
public record DrawnSpan(
        String spanId, String service, List<String> parents, Map<String, String> tags, List<String> warnings) {
    static DrawnSpan of(JsonObject span, JsonObject processes) {
        String service = processes
                .getAsJsonObject(span.get("processID").getAsString())
                .get("serviceName")
                .getAsString();
        List<String> parents = new ArrayList<>();
        for (JsonElement reference : span.getAsJsonArray("references")) {
            if (reference.getAsJsonObject().get("refType").getAsString().equals("CHILD_OF")) {
                parents.add(reference.getAsJsonObject().get("spanID").getAsString());
            }
        }
        Map<String, String> tags = new HashMap<>();
        for (JsonElement tag : span.getAsJsonArray("tags")) {
            tags.put(
                    tag.getAsJsonObject().get("key").getAsString(),
                    tag.getAsJsonObject().get("value").getAsString());
        }
        List<String> warnings = new ArrayList<>();
        if (!span.get("warnings").isJsonNull()) {
            span.getAsJsonArray("warnings").forEach(warning -> warnings.add(warning.getAsString()));
        }
        return new DrawnSpan(span.get("spanID").getAsString(), service, parents, tags, warnings);
    }

    /** Whether the page marks it red. */
    public boolean isError() {
        return tags.getOrDefault("error", "false").equals("true");
    }
}
