/**
 * Trace context and baggage on the wire: one public propagator per format.
 *
 * <p>For whoever puts an {@code OpenTelemetry} together; application code reaches a propagator through
 * {@code OpenTelemetry.getPropagators()}. Threads: every type here is immutable or confined to one call, so any thread may
 * use any propagator.
 */
@NullMarked
package dev.clew.propagation;

import org.jspecify.annotations.NullMarked;
