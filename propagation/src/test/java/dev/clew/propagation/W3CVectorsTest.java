package dev.clew.propagation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
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
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What others require of these formats, as data. Where OpenTelemetry 1.65, which they were taken from, does otherwise than a specification, the
 * specification wins: such a vector is named below with its rule, and our outcome is asserted there.
 */
class W3CVectorsTest {
    private static final Map<String, TextMapPropagator> PROPAGATORS =
            Map.of("tracecontext", W3CTraceContext.propagator(), "baggage", W3CBaggage.propagator());

    /** OpenTelemetry, context/api-propagators, Extract: what cannot be parsed must not store a new value in the context. */
    private static final List<String> NOTHING_VALID =
            List.of("baggage-007", "baggage-008", "baggage-017", "baggage-025", "baggage-031", "baggage-042");

    /** W3C Baggage, property: semicolons separate properties, equals signs their keys; encoding them would take both away. */
    private static final String ENCODED_PROPERTIES = "baggage-012";

    /** W3C Baggage, property: a percent sign is a baggage-octet, and what is not decoded cannot be decoded wrongly. */
    private static final String UNDECODABLE_PROPERTY = "baggage-021";

    private static final int EXTRACTED = 80;
    private static final int INJECTED = 12;

    @ParameterizedTest
    @MethodSource("extracted")
    void extract_givesWhatTheVectorSays(JsonObject vector) {
        JsonObject expected = vector.getAsJsonObject("expect");
        Context context = headers(vector).read(propagator(vector));

        SpanContext span = Span.fromContext(context).getSpanContext();
        assertThat(span.isValid()).isEqualTo(expected.get("valid").getAsBoolean());
        if (span.isValid()) {
            assertThat(span.getTraceId()).isEqualTo(expected.get("traceId").getAsString());
            assertThat(span.getSpanId()).isEqualTo(expected.get("spanId").getAsString());
            assertThat(span.getTraceFlags().asHex())
                    .isEqualTo(expected.get("flags").getAsString());
        }
        assertThat(members(span.getTraceState())).isEqualTo(lists(expected, "tracestate"));
        List<List<String>> entries = lists(expected, "baggage");
        if (id(vector).equals(UNDECODABLE_PROPERTY)) {
            entries.add(List.of("bad3", "value", "meta=%GG"));
        }
        assertThat(entries(Baggage.fromContext(context))).isEqualTo(sorted(entries));
        if (expected.has("contextUnchanged")) {
            boolean unchanged = expected.get("contextUnchanged").getAsBoolean();
            assertThat(context.equals(Context.root())).isEqualTo(unchanged || NOTHING_VALID.contains(id(vector)));
        }
    }

    @ParameterizedTest
    @MethodSource("injected")
    void inject_writesWhatTheVectorSays(JsonObject vector) {
        Map<String, List<String>> expected = new TreeMap<>();
        vector.getAsJsonObject("expect")
                .getAsJsonObject("headers")
                .asMap()
                .forEach((name, value) -> expected.put(name, List.of(value.getAsString())));
        if (id(vector).equals(ENCODED_PROPERTIES)) {
            expected.computeIfPresent(
                    "baggage",
                    (name, was) -> List.of(was.get(0).replace("%3B%20", "; ").replace("%3D", "=")));
        }
        Headers sent = Headers.from(propagator(vector), context(vector.getAsJsonObject("context")));
        assertThat(sent.asMap()).isEqualTo(expected);
    }

    @Test
    void everyVectorRuns() {
        assertThat(extracted()).hasSize(EXTRACTED);
        assertThat(injected()).hasSize(INJECTED);
        assertThat(vectors()).hasSize(EXTRACTED + INJECTED);
    }

    static Stream<Named<JsonObject>> extracted() {
        return named("extract");
    }

    static Stream<Named<JsonObject>> injected() {
        return named("inject");
    }

    private static Stream<Named<JsonObject>> named(String op) {
        return vectors()
                .filter(vector -> vector.get("op").getAsString().equals(op))
                .map(vector -> Named.of(id(vector) + " " + vector.get("tier").getAsString(), vector));
    }

    private static Stream<JsonObject> vectors() {
        try (Reader reader = new InputStreamReader(
                requireNonNull(W3CVectorsTest.class.getResourceAsStream("w3c-vectors.json")), UTF_8)) {
            JsonArray all = JsonParser.parseReader(reader).getAsJsonArray();
            return StreamSupport.stream(all.spliterator(), false).map(JsonElement::getAsJsonObject);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String id(JsonObject vector) {
        return vector.get("id").getAsString();
    }

    private static TextMapPropagator propagator(JsonObject vector) {
        return requireNonNull(PROPAGATORS.get(vector.get("propagator").getAsString()));
    }

    private static Headers headers(JsonObject vector) {
        Headers headers = new Headers();
        vector.getAsJsonObject("headers").asMap().forEach((name, value) -> {
            if (value.isJsonArray()) {
                value.getAsJsonArray().forEach(one -> headers.and(name, one.getAsString()));
            } else {
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
        return Context.root().with(Span.wrap(span)).with(baggage.build());
    }

    private static List<List<String>> members(TraceState state) {
        List<List<String>> members = new ArrayList<>();
        state.forEach((key, value) -> members.add(List.of(key, value)));
        return members;
    }

    private static List<List<String>> entries(Baggage baggage) {
        List<List<String>> entries = new ArrayList<>();
        baggage.forEach((key, entry) ->
                entries.add(List.of(key, entry.getValue(), entry.getMetadata().getValue())));
        return sorted(entries);
    }

    private static List<List<String>> sorted(List<List<String>> lists) {
        return lists.stream().sorted((a, b) -> a.get(0).compareTo(b.get(0))).toList();
    }

    private static List<List<String>> lists(JsonObject object, String name) {
        List<List<String>> lists = new ArrayList<>();
        if (object.has(name)) {
            object.getAsJsonArray(name)
                    .forEach(list -> lists.add(list.getAsJsonArray().asList().stream()
                            .map(JsonElement::getAsString)
                            .toList()));
        }
        return lists;
    }
}
