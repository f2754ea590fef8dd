package dev.clew.sdk.sampling;

import io.opentelemetry.api.trace.SpanContext;

/** What a sampler may know of the parent without looking at it. */
public enum ParentState {
    NONE,
    LOCAL_SAMPLED,
    LOCAL_NOT_SAMPLED,
    REMOTE_SAMPLED,
    REMOTE_NOT_SAMPLED;

    /** The state of a valid parent. */
    public static ParentState of(boolean remote, boolean sampled) {
        if (remote) {
            return sampled ? REMOTE_SAMPLED : REMOTE_NOT_SAMPLED;
        }
        return sampled ? LOCAL_SAMPLED : LOCAL_NOT_SAMPLED;
    }

    static ParentState of(SpanContext parent) {
        return parent.isValid() ? of(parent.isRemote(), parent.isSampled()) : NONE;
    }

    boolean isRemote() {
        return this == REMOTE_SAMPLED || this == REMOTE_NOT_SAMPLED;
    }

    boolean isSampled() {
        return this == LOCAL_SAMPLED || this == REMOTE_SAMPLED;
    }
}
