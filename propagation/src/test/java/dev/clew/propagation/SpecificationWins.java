package dev.clew.propagation;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.HashMap;
import java.util.Map;

/**
 * Vectors, by their id, that hold what an implementation does against a specification: why the specification wins, and what is
 * expected instead.
 */
final class SpecificationWins {
    static final Map<String, String> REASONS = new HashMap<>();
    private static final Map<String, String> INSTEAD = new HashMap<>();

    private static final String NOTHING_VALID =
            "OpenTelemetry, api-propagators, Extract: what cannot be parsed must not store a new value in the context";

    static {
        for (String id :
                new String[] {"baggage-007", "baggage-008", "baggage-017", "baggage-025", "baggage-031", "baggage-042"
                }) {
            add(id, NOTHING_VALID, "{contextUnchanged: true}");
        }
        add(
                "baggage-012",
                "W3C Baggage, property: semicolons separate properties, equals signs their keys; encoded, neither is left",
                "{headers: {baggage: 'meta=meta-value;somemetadata; someother=foo,needsEncoding=blah%20blah%20blah,"
                        + "nometa=nometa-value'}}");
        add(
                "baggage-021",
                "W3C Baggage, property: a percent sign is a baggage-octet, and what is not decoded cannot be decoded wrongly",
                "{baggage: [['bad3', 'value', 'meta=%GG'], ['encoded', 'value 2', ''], ['key1', 'value1', '']]}");
        add(
                "b3multi-013",
                "B3, Debug Flag: debug implies an accept decision, so X-B3-Sampled is not sent beside it",
                "{headers: {'X-B3-TraceId': 'ff000000000000000000000000000041', 'X-B3-SpanId': 'ff00000000000041',"
                        + " 'X-B3-Flags': '1'}}");
    }

    private SpecificationWins() {}

    /** What the vector expects, and what the specification has instead. */
    static JsonObject expectation(JsonObject vector) {
        JsonObject expect = vector.getAsJsonObject("expect");
        String instead = INSTEAD.get(vector.get("id").getAsString());
        if (instead != null) {
            JsonParser.parseString(instead).getAsJsonObject().asMap().forEach(expect::add);
        }
        return expect;
    }

    private static void add(String id, String reason, String instead) {
        REASONS.put(id, reason);
        INSTEAD.put(id, instead);
    }
}
