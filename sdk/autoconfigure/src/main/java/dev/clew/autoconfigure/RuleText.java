package dev.clew.autoconfigure;

import dev.clew.sdk.sampling.ParentState;
import dev.clew.sdk.sampling.RuleSamplerBuilder;
import dev.clew.sdk.sampling.Samplers;
import dev.clew.sdk.sampling.SpanCondition;
import dev.clew.sdk.sampling.SpanSampler;
import dev.clew.sdk.settings.Names;
import dev.clew.sdk.settings.SettingException;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sampling rules as text: {@code name=GET /health* -> always_off; kind=SERVER & route=/orders/* -> traceidratio(0.1); * ->
 * rate_limit(50)}.
 *
 * <pre>
 * rules     = { condition { "&amp;" condition } "->" sampler ";" } "*" "->" sampler [ ";" ]
 * condition = key ( "=" | "!=" ) pattern { "|" pattern }
 * key       = "name" | "kind" | "parent" | "route" | "scope" | name of an attribute, with a dot in it or in quotes
 * pattern   = text up to "&amp;", "|", ";" or "->", without blanks around it; or in quotes, where \" and \\ stand for " and \
 * sampler   = name [ "(" argument ")" ]
 * </pre>
 *
 * What does not fit throws {@link IllegalArgumentException}, which names the rule, the place and what was expected there.
 */
final class RuleText {
    private static final List<String> KEYS = List.of("kind", "name", "parent", "route", "scope");
    private static final List<String> KINDS = Stream.of(SpanKind.values())
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .toList();
    private static final List<String> PARENTS = List.of("local", "none", "remote");
    private static final int SHOWN = 20;

    private final String text;
    private final NamedSamplers samplers;
    private final List<Sampler> open = new ArrayList<>();
    private int at;
    private int rule;

    RuleText(String text, NamedSamplers samplers) {
        this.text = text;
        this.samplers = samplers;
    }

    SpanSampler parse() {
        try {
            return rules();
        } catch (RuntimeException unusable) {
            open.forEach(NamedSamplers::close);
            throw unusable;
        }
    }

    private SpanSampler rules() {
        RuleSamplerBuilder rules = Samplers.rules();
        while (true) {
            rule++;
            skipBlanks();
            if (at == text.length()) {
                throw expected(at, "a rule for all other spans, such as * -> always_off,");
            }
            if (isForAll()) {
                take("->");
                SpanSampler last = rules.build(sampler());
                take(";");
                if (at < text.length()) {
                    throw expected(at, "the end, because * matches every span,");
                }
                return last;
            }
            SpanCondition condition = conditions();
            if (!take("->")) {
                throw expected(at, "& and another condition, or -> and a sampler");
            }
            rules.add(condition, sampler());
            if (!take(";")) {
                throw expected(at, "; and another rule");
            }
        }
    }

    /** Whether a lone star comes next, which is then taken. */
    private boolean isForAll() {
        int start = at;
        if (take("*") && text.startsWith("->", at)) {
            return true;
        }
        at = start;
        return false;
    }

    private SpanCondition conditions() {
        List<SpanCondition> conditions = new ArrayList<>();
        do {
            conditions.add(condition());
        } while (take("&"));
        return conditions.size() == 1 ? conditions.get(0) : SpanCondition.all(conditions);
    }

    private SpanCondition condition() {
        int start = at;
        String quoted = quoted();
        String key = quoted == null ? word() : quoted;
        boolean isAttribute = quoted != null || key.indexOf('.') >= 0;
        if (!isAttribute && !KEYS.contains(key)) {
            throw expected(
                    start,
                    Names.oneOf(KEYS, key.toLowerCase(Locale.ROOT))
                            + ", or the name of an attribute with a dot in it or in quotes,");
        }
        boolean negated = take("!=");
        if (!negated && !take("=")) {
            throw expected(at, "= or !=");
        }
        SpanCondition condition =
                isAttribute ? SpanCondition.attribute(key, patterns().toArray(String[]::new)) : builtIn(key);
        return negated ? condition.not() : condition;
    }

    private SpanCondition builtIn(String key) {
        return switch (key) {
            case "kind" ->
                SpanCondition.kind(choices(KINDS).stream()
                        .map(kind -> SpanKind.valueOf(kind.toUpperCase(Locale.ROOT)))
                        .toArray(SpanKind[]::new));
            case "parent" ->
                SpanCondition.parent(
                        choices(PARENTS).stream().flatMap(RuleText::parents).toArray(ParentState[]::new));
            case "name" -> SpanCondition.name(patterns().toArray(String[]::new));
            case "route" -> SpanCondition.route(patterns().toArray(String[]::new));
            default -> SpanCondition.scope(patterns().toArray(String[]::new));
        };
    }

    /** Where the parent is; whether it was sampled is the business of samplers. */
    private static Stream<ParentState> parents(String where) {
        return switch (where) {
            case "local" -> Stream.of(ParentState.LOCAL_SAMPLED, ParentState.LOCAL_NOT_SAMPLED);
            case "remote" -> Stream.of(ParentState.REMOTE_SAMPLED, ParentState.REMOTE_NOT_SAMPLED);
            default -> Stream.of(ParentState.NONE);
        };
    }

    private Collection<String> choices(List<String> names) {
        Collection<String> chosen = new LinkedHashSet<>();
        do {
            skipBlanks();
            int start = at;
            String word = pattern().toLowerCase(Locale.ROOT);
            if (!names.contains(word)) {
                throw expected(start, Names.oneOf(names, word));
            }
            chosen.add(word);
        } while (take("|"));
        return chosen;
    }

    private List<String> patterns() {
        List<String> patterns = new ArrayList<>();
        do {
            patterns.add(pattern());
        } while (take("|"));
        return patterns;
    }

    private String pattern() {
        skipBlanks();
        int start = at;
        String quoted = quoted();
        if (quoted != null) {
            return quoted;
        }
        while (at < text.length() && "&|;".indexOf(text.charAt(at)) < 0 && !text.startsWith("->", at)) {
            at++;
        }
        String pattern = text.substring(start, at).strip();
        if (pattern.isEmpty()) {
            throw expected(start, "a pattern, or \"\" for the empty text,");
        }
        return pattern;
    }

    private Sampler sampler() {
        skipBlanks();
        int start = at;
        String name = word().toLowerCase(Locale.ROOT);
        if (!samplers.isKnown(name)) {
            throw expected(start, Names.oneOf(samplers.available(), name));
        }
        String argument = null;
        int inside = at;
        if (take("(")) {
            inside = at;
            argument = argument();
        }
        try {
            Sampler sampler = samplers.create(name, argument);
            open.add(sampler);
            return sampler;
        } catch (IllegalArgumentException refused) {
            throw expected(inside, String.valueOf(refused.getMessage()));
        }
    }

    /** Up to the bracket that closes the one before. */
    private String argument() {
        int start = at;
        int open = 1;
        while (at < text.length()) {
            char c = text.charAt(at++);
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (open == 0) {
                String argument = text.substring(start, at - 1).strip();
                skipBlanks();
                return argument;
            }
        }
        throw expected(at, ")");
    }

    private String word() {
        int start = at;
        while (at < text.length() && isWord(text.charAt(at)) && !text.startsWith("->", at)) {
            at++;
        }
        String word = text.substring(start, at);
        skipBlanks();
        return word;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || "._-/".indexOf(c) >= 0;
    }

    /** The text in quotes that comes next, or null when no quote does. */
    private @Nullable String quoted() {
        if (at == text.length() || text.charAt(at) != '"') {
            return null;
        }
        StringBuilder inside = new StringBuilder();
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                at = i + 1;
                skipBlanks();
                return inside.toString();
            }
            boolean escape = c == '\\' && i + 1 < text.length() && "\"\\".indexOf(text.charAt(i + 1)) >= 0;
            inside.append(escape ? text.charAt(++i) : c);
        }
        throw expected(text.length(), "\"");
    }

    private boolean take(String token) {
        skipBlanks();
        if (!text.startsWith(token, at)) {
            return false;
        }
        at += token.length();
        skipBlanks();
        return true;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException expected(int position, String what) {
        String rest = SettingException.redact(text.substring(position)).strip();
        String there = rest.isEmpty()
                ? "the text ends"
                : "'" + (rest.length() > SHOWN ? rest.substring(0, SHOWN) + "..." : rest) + "' stands";
        return new IllegalArgumentException(
                "rules, and rule " + rule + " needs " + what + " at character " + (position + 1) + " where " + there);
    }
}
