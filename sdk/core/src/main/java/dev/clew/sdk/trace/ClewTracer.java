package dev.clew.sdk.trace;

import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import org.jspecify.annotations.Nullable;

/**
 * Makes the spans of one instrumentation scope. Switched off, it makes none, and what would have been their children get their
 * parents. Threads: any.
 */
final class ClewTracer implements Tracer {
    static final String UNNAMED = "<unspecified span name>";

    private final ClewTracerProvider provider;
    private final InstrumentationScopeInfo scope;
    private final int scopeId;
    private final SpanLife life;
    private volatile boolean on;

    ClewTracer(ClewTracerProvider provider, InstrumentationScopeInfo scope, int scopeId, boolean on) {
        this.provider = provider;
        this.scope = scope;
        this.scopeId = scopeId;
        this.on = on;
        this.life = new SpanLife(this);
    }

    @Override
    public SpanBuilder spanBuilder(@Nullable String spanName) {
        String name = usableName(spanName);
        if (!on) {
            return TracerProvider.noop().get(scope.getName()).spanBuilder(name);
        }
        return new ClewSpanBuilder(this, name);
    }

    /** Whether a span of this tracer would be recorded by anybody: false when it is off, and when nobody would see the span. */
    @Override
    public boolean isEnabled() {
        return on && provider.isHeard();
    }

    void setOn(boolean isOn) {
        on = isOn;
    }

    /** The name, or one that says there is none; a very long one is cut. */
    static String usableName(@Nullable String name) {
        if (name == null || name.isBlank()) {
            Misuse.report("the name of a span is null or blank");
            return UNNAMED;
        }
        return AttributeValue.cut(name, Limits.MAX_TEXT);
    }

    ClewTracerProvider provider() {
        return provider;
    }

    SpanLife life() {
        return life;
    }

    InstrumentationScopeInfo scope() {
        return scope;
    }

    int scopeId() {
        return scopeId;
    }

    @Override
    public String toString() {
        return "ClewTracer{" + scope.getName() + "}";
    }
}
