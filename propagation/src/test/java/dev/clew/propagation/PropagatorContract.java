package dev.clew.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every propagator keeps to, whatever its format. A test class of each format extends this. */
abstract class PropagatorContract {
    private static final ContextKey<String> KEY = ContextKey.named("key");
    private static final Context OCCUPIED = Context.root().with(KEY, "kept");

    abstract TextMapPropagator propagator();

    /** A context that fills every field of the format. */
    abstract Context filled();

    /** Fields that inject sets in some cases only. */
    Set<String> fieldsAtTimes() {
        return Set.of();
    }

    /** What the names of headers begin with that are no fields, because the user names them. */
    String prefixOfTheUser() {
        return "none-";
    }

    @Test
    void fields_areTheHeadersThatInjectSets() {
        Set<String> expected =
                new HashSet<>(Headers.from(propagator(), filled()).asMap().keySet());
        expected.removeIf(name -> name.startsWith(prefixOfTheUser()));
        expected.addAll(fieldsAtTimes());
        assertThat(propagator().fields()).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void extract_givesBackWhatInjectWrote() {
        Headers sent = Headers.from(propagator(), filled());
        Headers sentOn = Headers.from(propagator(), sent.read(propagator()));
        assertThat(sentOn.asMap()).isNotEmpty().isEqualTo(sent.asMap());
    }

    @Test
    void extract_keepsWhatElseIsInTheContext() {
        Headers sent = Headers.from(propagator(), filled());
        Context extracted = propagator().extract(OCCUPIED, sent, Headers.GETTER);
        assertThat(extracted).isNotSameAs(OCCUPIED);
        assertThat(extracted.get(KEY)).isEqualTo("kept");
    }

    @Test
    void extract_needsNoGetAllOfTheGetter() {
        Headers sent = Headers.from(propagator(), filled());
        TextMapGetter<Headers> withoutGetAll = new TextMapGetter<>() {
            @Override
            @SuppressWarnings("deprecation") // for formats that look for a prefix
            public Iterable<String> keys(Headers headers) {
                return headers.asMap().keySet();
            }

            @Override
            public @Nullable String get(@Nullable Headers headers, String name) {
                return headers == null ? null : headers.one(name);
            }
        };
        Context extracted = propagator().extract(Context.root(), sent, withoutGetAll);
        assertThat(Headers.from(propagator(), extracted).asMap()).isEqualTo(sent.asMap());
    }

    @Test
    void extract_withoutHeadersGivesTheSameContext() {
        assertThat(propagator().extract(OCCUPIED, new Headers(), Headers.GETTER))
                .isSameAs(OCCUPIED);
    }

    @Test
    void extract_emptyHeadersGiveTheSameContext() {
        Headers empty = new Headers();
        propagator().fields().forEach(field -> empty.and(field, ""));
        assertThat(propagator().extract(OCCUPIED, empty, Headers.GETTER)).isSameAs(OCCUPIED);
    }

    @Test
    void extract_withoutHeadersAllocatesNothing() {
        TextMapGetter<Map<String, String>> getter = new MapGetter();
        Map<String, String> carrier = Map.of();
        TextMapPropagator propagator = propagator();
        assertThat(Allocation.bytesPerCall(() -> propagator.extract(OCCUPIED, carrier, getter)))
                .isZero();
    }

    @Test
    void extract_nullContextIsTheRoot() {
        assertThat(propagator().extract(nothing(), new Headers(), Headers.GETTER))
                .isSameAs(Context.root());
    }

    @Test
    void extract_nullGetterGivesTheSameContext() {
        assertThat(propagator().extract(OCCUPIED, new Headers(), nothing())).isSameAs(OCCUPIED);
    }

    @Test
    void extract_nullCarrierIsTheGettersAffair() {
        assertThat(propagator().extract(OCCUPIED, nothing(), Headers.GETTER)).isSameAs(OCCUPIED);
    }

    @Test
    void extract_throwingGetterGivesTheSameContext() {
        TextMapGetter<Headers> broken = (headers, name) -> {
            throw new IllegalStateException(name);
        };
        assertThat(propagator().extract(OCCUPIED, new Headers(), broken)).isSameAs(OCCUPIED);
    }

    @Test
    void inject_anEmptyContextSetsNothing() {
        assertThat(Headers.from(propagator(), Context.root()).asMap()).isEmpty();
    }

    @Test
    void inject_nullsSetNothing() {
        Headers headers = new Headers();
        propagator().inject(nothing(), headers, Headers.SETTER);
        propagator().inject(filled(), headers, nothing());
        propagator().inject(filled(), nothing(), Headers.SETTER);
        assertThat(headers.asMap()).isEmpty();
    }

    @Test
    void inject_throwingSetterIsContained() {
        List<String> asked = new ArrayList<>();
        TextMapSetter<Headers> broken = (headers, name, value) -> {
            asked.add(name);
            throw new IllegalStateException(name);
        };
        propagator().inject(filled(), new Headers(), broken);
        assertThat(asked).hasSize(1);
    }

    @Test
    void toString_isTheNameOfTheFormat() {
        assertThat(propagator()).hasToString(propagator().getClass().getSimpleName());
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }
}
