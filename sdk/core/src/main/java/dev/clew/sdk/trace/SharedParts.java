package dev.clew.sdk.trace;

import dev.clew.sdk.frame.Stripes;
import dev.clew.sdk.frame.ThreadSlots;
import dev.clew.sdk.telemetry.Incidents;
import dev.clew.sdk.telemetry.SpanCounts;

/** What the tracers of an SDK share: where its spans come from, where their frames go, and where both are counted. */
record SharedParts(
        GuardedSampler sampler,
        IdSource ids,
        EpochClock clock,
        SpanCounts counts,
        Incidents incidents,
        Stripes stripes,
        ThreadSlots<SpanEncoder> encoders) {}
