package dev.clew.sdk.trace;

import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import org.jspecify.annotations.Nullable;

/** Makes the spans of one instrumentation scope. Threads: any. */
final class ClewTracer implements Tracer {
    static final String UNNAMED = "<unspecified span name>";

    private final ClewTracerProvider provider;
    private final InstrumentationScopeInfo scope;
    private final int scopeId;

    ClewTracer(ClewTracerProvider provider, InstrumentationScopeInfo scope, int scopeId) {
        this.provider = provider;
        this.scope = scope;
        this.scopeId = scopeId;
    }

    @Override
    public SpanBuilder spanBuilder(@Nullable String spanName) {
        String name = spanName == null || spanName.isBlank() ? UNNAMED : spanName;
        if (provider.isShutDown()) {
            return TracerProvider.noop().get(scope.getName()).spanBuilder(name);
        }
        return new ClewSpanBuilder(this, name);
    }

    ClewTracerProvider provider() {
        return provider;
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
