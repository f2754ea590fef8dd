package dev.clew.sdk.frame;

import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Instrumentation scopes by small numbers, so that a frame names its scope in four bytes.
 *
 * <p>Threads: any; a number is known to whoever sees a frame that holds it. A scope is kept for the life of the SDK, like its
 * tracer.
 */
public final class Scopes {
    private final List<InstrumentationScopeInfo> byId = new CopyOnWriteArrayList<>();

    /** A new number for the scope; the caller sees to it that a scope is added once. */
    public synchronized int add(InstrumentationScopeInfo scope) {
        byId.add(scope);
        return byId.size() - 1;
    }

    public InstrumentationScopeInfo get(int id) {
        return byId.get(id);
    }

    /** The scope as an OTLP {@code InstrumentationScope} message. */
    public byte[] encoded(int id) {
        InstrumentationScopeInfo scope = get(id);
        OtlpWriter out = new OtlpWriter(64);
        out.writeString(0x0A, scope.getName()); // name = 1
        String version = scope.getVersion();
        if (version != null) {
            out.writeString(0x12, version); // version = 2
        }
        new AttributeWriter(out).writeAll(0x1A, scope.getAttributes()); // attributes = 3
        return out.toByteArray();
    }
}
