package dev.clew.sdk.sampling;

import io.opentelemetry.api.trace.SpanKind;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The conditions behind {@link SpanCondition}. Allocates: nothing, unless an attribute is no text and must become one. */
final class Conditions {
    private Conditions() {}

    static List<Glob> globs(String... patterns) {
        if (patterns.length == 0) {
            throw new IllegalArgumentException("a condition needs a pattern");
        }
        return Stream.of(patterns).map(Glob::new).toList();
    }

    static <T> Set<T> choice(T[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("a condition needs a value");
        }
        return Set.copyOf(List.of(values));
    }

    private static String oneOf(Collection<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining("|"));
    }

    // A loop: a stream would allocate for each span.
    private static boolean matchesOneOf(List<Glob> globs, @Nullable Object value) {
        for (int i = 0; i < globs.size(); i++) {
            if (globs.get(i).matchesValue(value)) {
                return true;
            }
        }
        return false;
    }

    enum Part {
        NAME,
        SCOPE,
        ROUTE;

        private @Nullable Object of(SpanCandidate span) {
            return switch (this) {
                case NAME -> span.name();
                case SCOPE -> span.scope().getName();
                case ROUTE -> {
                    Object route = span.attribute("http.route");
                    yield route == null ? span.attribute("url.path") : route;
                }
            };
        }
    }

    record Text(Part part, List<Glob> globs) implements SpanCondition {
        @Override
        public boolean matches(ParentState parent, SpanCandidate span) {
            return matchesOneOf(globs, part.of(span));
        }

        @Override
        public String toString() {
            return part.name().toLowerCase(Locale.ROOT) + "=" + oneOf(globs);
        }
    }

    record Attribute(String key, List<Glob> globs) implements SpanCondition {
        @Override
        public boolean matches(ParentState parent, SpanCandidate span) {
            return matchesOneOf(globs, span.attribute(key));
        }

        @Override
        public String toString() {
            return key + "=" + oneOf(globs);
        }
    }

    record Kind(Set<SpanKind> kinds) implements SpanCondition {
        @Override
        public boolean matches(ParentState parent, SpanCandidate span) {
            return kinds.contains(span.kind());
        }

        @Override
        public String toString() {
            return "kind=" + oneOf(new TreeSet<>(kinds));
        }
    }

    record Parent(Set<ParentState> parents) implements SpanCondition {
        @Override
        public boolean matches(ParentState parent, SpanCandidate span) {
            return parents.contains(parent);
        }

        @Override
        public String toString() {
            return "parent=" + oneOf(new TreeSet<>(parents));
        }
    }

    record All(List<SpanCondition> conditions) implements SpanCondition {
        @Override
        public boolean matches(ParentState parent, SpanCandidate span) {
            for (int i = 0; i < conditions.size(); i++) {
                if (!conditions.get(i).matches(parent, span)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
            return conditions.stream().map(Object::toString).collect(Collectors.joining(" & "));
        }
    }

    record Not(SpanCondition condition) implements SpanCondition {
        @Override
        public boolean matches(ParentState parent, SpanCandidate span) {
            return !condition.matches(parent, span);
        }

        @Override
        public String toString() {
            return "not(" + condition + ")";
        }
    }
}
