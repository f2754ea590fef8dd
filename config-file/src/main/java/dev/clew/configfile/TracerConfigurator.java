package dev.clew.configfile;

import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code tracer_configurator/development}: which scopes make spans. The first pattern that fits a scope's name decides. */
final class TracerConfigurator implements Predicate<InstrumentationScopeInfo> {
    private static final Pattern WILDCARD = Pattern.compile("[*?]");

    private final List<Rule> rules = new ArrayList<>();
    private final boolean otherwise;

    private record Rule(Pattern name, boolean isEnabled) {}

    TracerConfigurator(Block block) {
        otherwise = isEnabled(block.block("default_config"));
        for (Block tracer : block.blocks("tracers")) {
            rules.add(new Rule(pattern(tracer.requiredText("name")), isEnabled(tracer.block("config"))));
        }
    }

    /** Versions of the schema differ in the word. */
    private static boolean isEnabled(Block config) {
        return config.flag("enabled", true) && !config.flag("disabled", false);
    }

    /** A star stands for any text, a question mark for one character. */
    private static Pattern pattern(String name) {
        StringBuilder regex = new StringBuilder();
        Matcher wildcard = WILDCARD.matcher(name);
        int done = 0;
        while (wildcard.find()) {
            regex.append(Pattern.quote(name.substring(done, wildcard.start())))
                    .append(wildcard.group().equals("*") ? ".*" : ".");
            done = wildcard.end();
        }
        return Pattern.compile(regex.append(Pattern.quote(name.substring(done))).toString(), Pattern.DOTALL);
    }

    @Override
    public boolean test(InstrumentationScopeInfo scope) {
        for (Rule rule : rules) {
            if (rule.name.matcher(scope.getName()).matches()) {
                return rule.isEnabled;
            }
        }
        return otherwise;
    }
}
