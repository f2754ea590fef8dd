package dev.clew.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.BaggageBuilder;
import io.opentelemetry.api.baggage.BaggageEntryMetadata;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class W3CBaggagePropertyTest {
    private static final TextMapPropagator OURS = W3CBaggage.propagator();
    private static final TextMapPropagator THEIRS = W3CBaggagePropagator.getInstance();

    // Warns of each malformed member, with a stack trace.
    private static final Logger THEIR_LOG = Logger.getLogger("io.opentelemetry.api.baggage.propagation.Parser");

    @Property
    void whatIsInjectedIsExtracted(@ForAll("baggages") Baggage sent) {
        Headers headers = Headers.from(OURS, Context.root().with(sent));
        assertThat(Baggage.fromContext(headers.read(OURS)).asMap()).isEqualTo(sent.asMap());
    }

    @Property
    void whatIsInjectedIsPrintableAsciiWithinTheLimit(@ForAll Map<String, String> entries, @ForAll String metadata) {
        BaggageBuilder builder = Baggage.builder();
        entries.forEach((key, value) -> builder.put(key, value, BaggageEntryMetadata.create(metadata)));
        String header = Headers.from(OURS, Context.root().with(builder.build())).one("baggage");
        if (header != null) {
            assertThat(header).hasSizeBetween(1, 8192).matches("[\t -~]*");
        }
    }

    @Property
    void noHeaderThrowsAndWhatIsReadGoesOnUnchanged(@ForAll("headers") String header, @ForAll String junk) {
        Headers headers = Headers.of("baggage", header, junk);
        Baggage read = Baggage.fromContext(headers.read(OURS));
        Baggage afterAnotherHop = Baggage.fromContext(
                Headers.from(OURS, Context.root().with(read)).read(OURS));
        assertThat(afterAnotherHop.asMap()).isEqualTo(read.asMap());
    }

    /**
     * Two known differences are kept out: OpenTelemetry reads a key with a semicolon around it, which no key can have, and takes
     * a percent sign at the end of a value for nothing.
     */
    @Property
    void openTelemetryReadsTheSame(@ForAll("headers") String header) {
        Assume.that(Arrays.stream(header.split(",")).noneMatch(member -> member.matches("[^=]*;.*=.*")));
        Assume.that(!header.matches(".*%(?![0-9A-Za-z]{2}).*"));
        Headers headers = Headers.of("baggage", header);
        Level before = THEIR_LOG.getLevel();
        THEIR_LOG.setLevel(Level.OFF);
        try {
            assertThat(entries(headers.read(OURS))).as(header).isEqualTo(entries(headers.read(THEIRS)));
        } finally {
            THEIR_LOG.setLevel(before);
        }
    }

    @Property
    void openTelemetryReadsWhatWeWrite(@ForAll("baggages") Baggage sent) {
        Context context = Context.root().with(sent);
        assertThat(entries(Headers.from(OURS, context).read(THEIRS))).isEqualTo(entries(context));
    }

    @Provide
    Arbitrary<Baggage> baggages() {
        Arbitrary<String> key = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("A9!#$%&'*+-.^_`|~")
                .ofMinLength(1)
                .ofMaxLength(5);
        // Any code point; a lone half of a surrogate pair has no UTF-8.
        Arbitrary<String> value = Arbitraries.integers()
                .between(0, 0x10ffff)
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .map(Character::toString)
                .list()
                .ofMaxSize(5)
                .map(points -> String.join("", points));
        Arbitrary<BaggageEntryMetadata> metadata =
                Arbitraries.of("", "p", "p=1", "p=1; q", "a%20b=c").map(BaggageEntryMetadata::create);
        return Combinators.combine(key, value, metadata)
                .as((k, v, m) -> Baggage.builder().put(k, v, m).build())
                .list()
                .ofMaxSize(5)
                .map(W3CBaggagePropertyTest::merged);
    }

    @Provide
    Arbitrary<String> headers() {
        Arbitrary<String> part = Arbitraries.of(
                "a", "b", "k", "v", "=", "=", ",", ";", " ", "\t", "%20", "%C3%A9", "%zz", "%", "\"", "\\", "(",
                "\u00e9");
        return part.list().ofMaxSize(20).map(parts -> String.join("", parts));
    }

    private static Baggage merged(Iterable<Baggage> parts) {
        BaggageBuilder all = Baggage.builder();
        parts.forEach(part -> part.forEach((key, entry) -> all.put(key, entry.getValue(), entry.getMetadata())));
        return all.build();
    }

    /** As text, since OpenTelemetry's maps are equal to nothing but their like. */
    private static List<String> entries(Context context) {
        List<String> entries = new ArrayList<>();
        Baggage.fromContext(context)
                .forEach((key, entry) -> entries.add(
                        key + "=" + entry.getValue() + ";" + entry.getMetadata().getValue()));
        return entries;
    }
}
