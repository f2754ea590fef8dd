/**
 * OTLP protobuf read back as OpenTelemetry's {@code SpanData}, without a protobuf library: for destinations that take objects,
 * for tests and for the viewer. Threads: readers keep no state; what they return is immutable.
 */
@NullMarked
package dev.clew.sdk.otlp;

import org.jspecify.annotations.NullMarked;
