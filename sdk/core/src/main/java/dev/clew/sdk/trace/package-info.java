/**
 * Spans from start to end: the tracer provider, the recording span and its encoding into a frame. For the assembly in
 * {@code dev.clew.sdk}. Threads: spans may be used by any thread; see {@code RecordingSpan}.
 */
@NullMarked
package dev.clew.sdk.trace;

import org.jspecify.annotations.NullMarked;
