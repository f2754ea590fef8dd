/**
 * Which spans are recorded. OpenTelemetry's {@code Sampler} is the contract; the samplers here decide by numbers alone, before
 * anything is made. For users and for {@code trace}. Threads: immutable.
 */
@NullMarked
package dev.clew.sdk.sampling;

import org.jspecify.annotations.NullMarked;
