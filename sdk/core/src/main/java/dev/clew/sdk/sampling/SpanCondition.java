package dev.clew.sdk.sampling;

import io.opentelemetry.api.trace.SpanKind;
import java.util.List;

/**
 * What a rule asks of a span before it starts. Patterns are for the whole text: {@code *} stands for any text, {@code ?} for one
 * UTF-16 unit, which most characters are. Threads: any; its {@link Object#toString} is shown in the description of the sampler.
 */
@FunctionalInterface
public interface SpanCondition {
    boolean matches(ParentState parent, SpanCandidate span);

    /** The name matches one of the patterns. */
    static SpanCondition name(String... patterns) {
        return new Conditions.Text(Conditions.Part.NAME, Conditions.globs(patterns));
    }

    /** The name of the instrumentation scope, which is that of the tracer, matches one of the patterns. */
    static SpanCondition scope(String... patterns) {
        return new Conditions.Text(Conditions.Part.SCOPE, Conditions.globs(patterns));
    }

    /** The attribute {@code http.route}, or {@code url.path} where there is no route yet, matches one of the patterns. */
    static SpanCondition route(String... patterns) {
        return new Conditions.Text(Conditions.Part.ROUTE, Conditions.globs(patterns));
    }

    /** The attribute is there and its value as text, or an element of it, matches one of the patterns. */
    static SpanCondition attribute(String key, String... patterns) {
        return new Conditions.Attribute(key, Conditions.globs(patterns));
    }

    /** The span is of one of these kinds. */
    static SpanCondition kind(SpanKind... kinds) {
        return new Conditions.Kind(Conditions.choice(kinds));
    }

    /** The parent is one of these. */
    static SpanCondition parent(ParentState... parents) {
        return new Conditions.Parent(Conditions.choice(parents));
    }

    /** All of the conditions hold. */
    static SpanCondition all(List<SpanCondition> conditions) {
        return new Conditions.All(List.copyOf(conditions));
    }

    /** Both conditions hold. */
    default SpanCondition and(SpanCondition other) {
        return all(List.of(this, other));
    }

    /** The condition does not hold. */
    default SpanCondition not() {
        return new Conditions.Not(this);
    }
}
