/**
 * Trace context and baggage on the wire. For whoever sets up an {@code OpenTelemetry}. Threads: immutable.
 */
@NullMarked
package dev.clew.propagation;

import org.jspecify.annotations.NullMarked;
