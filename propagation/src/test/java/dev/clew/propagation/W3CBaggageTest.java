package dev.clew.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.BaggageBuilder;
import io.opentelemetry.api.baggage.BaggageEntryMetadata;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class W3CBaggageTest extends PropagatorContract {
    @Override
    TextMapPropagator propagator() {
        return W3CBaggage.propagator();
    }

    @Override
    Context filled() {
        BaggageEntryMetadata metadata = BaggageEntryMetadata.create("ttl=5; hidden");
        return Context.root()
                .with(Baggage.builder().put("user.id", "Zo\u00eb 7%", metadata).build());
    }

    @Test
    void inject_encodesTheValueAndKeepsTheProperties() {
        assertThat(Headers.from(propagator(), filled()).one("baggage"))
                .isEqualTo("user.id=Zo%C3%AB%207%25;ttl=5; hidden");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a b | a%20b",
                "a,b;c\\d\"e | a%2Cb%3Bc%5Cd%22e",
                "100% | 100%25",
                "a=b+c | a=b+c",
                "\u20ac\ud83d\ude00 | %E2%82%AC%F0%9F%98%80"
            })
    void value_ofAnyTextIsPercentEncodedUtf8(String value, String encoded) {
        Context context = Context.root().with(Baggage.builder().put("k", value).build());
        Headers sent = Headers.from(propagator(), context);
        assertThat(sent.one("baggage")).isEqualTo("k=" + encoded);
        assertThat(read(sent).getEntryValue("k")).isEqualTo(value);
    }

    @Test
    void w3cBaggageValue_octetsThatAreNotUtf8BecomeTheReplacementCodePoint() {
        assertThat(read(Headers.of("baggage", "k=a%FFb")).getEntryValue("k")).isEqualTo("a\ufffdb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%2", "%zz", "a%2", "%\u0662\u0660", "a b", "a\"b", "\u00e9", "v;p=\"q\""})
    void extract_leavesOutAMemberThatBreaksTheGrammar(String broken) {
        assertThat(read(Headers.of("baggage", "a=1,k=" + broken + ",b=2")).asMap())
                .containsOnlyKeys("a", "b");
    }

    @Test
    void openTelemetryPropagators_nothingValidStoresNoNewValue() {
        Context context = filled();
        assertThat(propagator().extract(context, Headers.of("baggage", "k y=1,,=2"), Headers.GETTER))
                .isSameAs(context);
    }

    @Test
    void w3cBaggageProperties_areSentOnAsTheyCame() {
        String header = "k=v;p1=a%3Bb%20c; p2 ;p3 = x=y%;p4=%zz";
        Headers sent = Headers.from(propagator(), Headers.of("baggage", header).read(propagator()));
        assertThat(sent.one("baggage")).isEqualTo(header);
    }

    @Test
    void metadata_thatAHeaderCannotHoldIsEncodedOnceAndStaysSo() {
        BaggageEntryMetadata metadata = BaggageEntryMetadata.create(" 50%, \u00e9 ");
        Context context =
                Context.root().with(Baggage.builder().put("k", "v", metadata).build());
        Headers sent = Headers.from(propagator(), context);
        assertThat(sent.one("baggage")).isEqualTo("k=v;50%%2C %C3%A9");
        assertThat(Headers.from(propagator(), sent.read(propagator())).asMap()).isEqualTo(sent.asMap());
    }

    @Test
    void inject_leavesOutKeysThatAreNotTokens() {
        Baggage baggage = Baggage.builder()
                .put("a b", "1")
                .put("k=", "2")
                .put("\u00e9", "3")
                .put("a!#$%&'*+-.^_`|~9Z", "4")
                .build();
        assertThat(Headers.from(propagator(), Context.root().with(baggage)).one("baggage"))
                .isEqualTo("a!#$%&'*+-.^_`|~9Z=4");
    }

    @Test
    void w3cBaggageLimits_64EntriesGoOutAndComeIn() {
        BaggageBuilder builder = Baggage.builder();
        IntStream.range(0, 70).forEach(i -> builder.put("k" + i, "v"));
        Headers sent = Headers.from(propagator(), Context.root().with(builder.build()));
        assertThat(read(sent).size()).isEqualTo(64);

        String received = IntStream.range(0, 70).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining(","));
        assertThat(read(Headers.of("baggage", received)).asMap()).hasSize(64).containsKey("k63");
    }

    @Test
    void w3cBaggageLimits_8192BytesGoOutAndTheEntryThatDoesNotFitIsLeftOutWhole() {
        Baggage baggage = Baggage.builder()
                .put("a", "v".repeat(8190))
                .put("b", "v")
                .put("c", "v")
                .build();
        Headers sent = Headers.from(propagator(), Context.root().with(baggage));
        assertThat(sent.one("baggage")).hasSize(8192).startsWith("a=v");

        Baggage tooLong = baggage.toBuilder().put("a", "v".repeat(8191)).build();
        assertThat(Headers.from(propagator(), Context.root().with(tooLong)).one("baggage"))
                .isEqualTo("b=v,c=v");
    }

    @Test
    void w3cBaggageLimits_8192BytesComeInOverAllHeaders() {
        String fits = "a=" + "v".repeat(8186);
        assertThat(read(Headers.of("baggage", fits, "b=v")).asMap()).containsOnlyKeys("a", "b");
        assertThat(read(Headers.of("baggage", fits + "v", "b=v", "c=v")).asMap())
                .containsOnlyKeys("a");
        assertThat(read(Headers.of("baggage", "a=v,b=" + "v".repeat(9000) + ",c=v"))
                        .asMap())
                .containsOnlyKeys("a");
    }

    private Baggage read(Headers headers) {
        return Baggage.fromContext(headers.read(propagator()));
    }
}
