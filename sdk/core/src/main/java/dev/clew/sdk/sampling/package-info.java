/**
 * Which spans are recorded. OpenTelemetry's {@code Sampler} is the contract; the samplers here decide by what is at hand, before
 * anything is made. For users, for {@code trace} and for samplers of other modules. Threads: immutable but for the balance of a
 * {@code RateLimiter}.
 */
@NullMarked
package dev.clew.sdk.sampling;

import org.jspecify.annotations.NullMarked;
