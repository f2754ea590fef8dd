package dev.clew.sdk.trace;

import dev.clew.sdk.frame.Scopes;
import dev.clew.sdk.telemetry.Incidents;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One tracer per instrumentation scope, each switched on or off by what the user says of its scope, at any time.
 *
 * <p>Threads: any. A change reaches every tracer before {@link #configure} returns, unless another change overtakes it. A predicate
 * that throws is reported, and the tracer stays on.
 */
final class Tracers {
    private final Map<InstrumentationScopeInfo, ClewTracer> byScope = new ConcurrentHashMap<>();
    private final Scopes scopes;
    private final Incidents incidents;
    // Null when every tracer is off for good.
    private volatile @Nullable Predicate<InstrumentationScopeInfo> isEnabled;

    Tracers(Scopes scopes, Predicate<InstrumentationScopeInfo> isEnabled, Incidents incidents) {
        this.scopes = scopes;
        this.isEnabled = isEnabled;
        this.incidents = incidents;
    }

    ClewTracer get(InstrumentationScopeInfo scope, ClewTracerProvider provider) {
        ClewTracer known = byScope.get(scope);
        if (known != null) {
            return known;
        }
        // Nobody may see a tracer to which no rule was applied; and a rule is foreign code, which is not for
        // the map to call.
        boolean on = test(isEnabled, scope);
        ClewTracer tracer =
                byScope.computeIfAbsent(scope, info -> new ClewTracer(provider, info, scopes.add(info), on));
        apply(tracer);
        return tracer;
    }

    /** Applies the rule to the tracers there are and to those that come. Does nothing after {@link #disableAll}. */
    synchronized void configure(Predicate<InstrumentationScopeInfo> rule) {
        if (isEnabled != null) {
            isEnabled = rule;
            byScope.values().forEach(this::apply);
        }
    }

    /** Switches every tracer off for good. */
    synchronized void disableAll() {
        isEnabled = null;
        byScope.values().forEach(this::apply);
    }

    // A tracer that is made while the rule changes may be missed by the change: so its maker looks again after it
    // applied a rule, and whoever applied an old one last applies the new one, too.
    @SuppressWarnings("ReferenceEquality") // the same rule, and not one like it
    private void apply(ClewTracer tracer) {
        @Nullable Predicate<InstrumentationScopeInfo> rule;
        do {
            rule = isEnabled;
            tracer.setOn(test(rule, tracer.scope()));
        } while (rule != isEnabled);
    }

    private boolean test(@Nullable Predicate<InstrumentationScopeInfo> rule, InstrumentationScopeInfo scope) {
        try {
            return rule != null && rule.test(scope);
        } catch (Throwable thrown) {
            incidents.report("tracer configurator failed, the tracer stays on", thrown);
            return true;
        }
    }
}
