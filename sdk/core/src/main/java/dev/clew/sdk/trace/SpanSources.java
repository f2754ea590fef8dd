package dev.clew.sdk.trace;

import dev.clew.sdk.telemetry.Incidents;
import dev.clew.sdk.telemetry.SpanCounts;

/** What every span of an SDK starts from: its sampler, ids and clock, the count of starts, and where failures are reported. */
record SpanSources(GuardedSampler sampler, IdSource ids, EpochClock clock, SpanCounts counts, Incidents incidents) {}
