package dev.clew.propagation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.BaggageBuilder;
import io.opentelemetry.api.baggage.BaggageEntryMetadata;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What specifications and other implementations require of each format, as data: {@code propagation-vectors.json}. */
final class Vectors {
    private static final String FILE = "propagation-vectors.json";

    private Vectors() {}

    /** One carrier or context, and what is to come of it. Printed with its id, and the reason if the specification wins over it. */
    record Vector(JsonObject json, JsonObject expect) {
        String id() {
            return json.get("id").getAsString();
        }

        String propagator() {
            return json.get("propagator").getAsString();
        }

        boolean expects(String what) {
            return expect.has(what) && expect.get(what).getAsBoolean();
        }

        String expected(String what) {
            return expect.get(what).getAsString();
        }

        Headers headers() {
            return Vectors.headers(json.getAsJsonObject("headers"));
        }

        Context context() {
            return Vectors.context(json.getAsJsonObject("context"));
        }

        @Override
        public String toString() {
            String reason = SpecificationWins.REASONS.get(id());
            return id() + " " + json.get("tier").getAsString() + (reason == null ? "" : ", but " + reason);
        }
    }

    static List<Vector> all() {
        return stream().toList();
    }

    static Stream<Vector> of(String op, String... propagators) {
        return stream()
                .filter(vector -> vector.json().get("op").getAsString().equals(op))
                .filter(vector -> List.of(propagators).contains(vector.propagator()));
    }

    private static Stream<Vector> stream() {
        try (Reader reader = new InputStreamReader(requireNonNull(Vectors.class.getResourceAsStream(FILE)), UTF_8)) {
            return StreamSupport.stream(
                            JsonParser.parseReader(reader)
                                    .getAsJsonObject()
                                    .getAsJsonArray("vectors")
                                    .spliterator(),
                            false)
                    .map(JsonElement::getAsJsonObject)
                    .map(vector -> new Vector(vector, SpecificationWins.expectation(vector)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Headers headers(JsonObject described) {
        Headers headers = new Headers();
        described.asMap().forEach((name, value) -> {
            if (value.isJsonArray()) {
                value.getAsJsonArray().forEach(one -> headers.and(name, one.getAsString()));
            } else if (!value.isJsonNull()) {
                headers.and(name, value.getAsString());
            }
        });
        return headers;
    }

    private static Context context(JsonObject described) {
        List<List<String>> members = lists(described, "tracestate");
        TraceStateBuilder state = TraceState.builder();
        for (int i = members.size() - 1; i >= 0; i--) {
            state.put(members.get(i).get(0), members.get(i).get(1));
        }
        SpanContext span = SpanContext.create(
                described.get("traceId").getAsString(),
                described.get("spanId").getAsString(),
                TraceFlags.fromHex(described.get("flags").getAsString(), 0),
                state.build());
        BaggageBuilder baggage = Baggage.builder();
        lists(described, "baggage")
                .forEach(entry -> baggage.put(entry.get(0), entry.get(1), BaggageEntryMetadata.create(entry.get(2))));
        Context context = Context.root().with(Span.wrap(span)).with(baggage.build());
        return described.has("debug") ? CallerDecision.DEBUG.putInto(context) : context;
    }

    static List<List<String>> members(TraceState state) {
        List<List<String>> members = new ArrayList<>();
        state.forEach((key, value) -> members.add(List.of(key, value)));
        return members;
    }

    static List<List<String>> entries(Baggage baggage) {
        List<List<String>> entries = new ArrayList<>();
        baggage.forEach((key, entry) ->
                entries.add(List.of(key, entry.getValue(), entry.getMetadata().getValue())));
        return sorted(entries);
    }

    static List<List<String>> sorted(List<List<String>> lists) {
        return lists.stream().sorted((a, b) -> a.get(0).compareTo(b.get(0))).toList();
    }

    static List<List<String>> lists(JsonObject object, String name) {
        List<List<String>> lists = new ArrayList<>();
        if (object.has(name)) {
            object.getAsJsonArray(name)
                    .forEach(list -> lists.add(list.getAsJsonArray().asList().stream()
                            .map(JsonElement::getAsString)
                            .toList()));
        }
        return lists;
    }

    static Map<String, List<String>> asMap(JsonObject headers) {
        return headers(headers).asMap();
    }
}
