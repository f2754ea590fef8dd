/**
 * Encoded spans on their way through the process: the OTLP writer, the frame, the stripes that callers write and the drain
 * that reads them. For {@code trace}, which writes, and {@code export}, which consumes. Threads: callers write stripes, the
 * drain does everything else; each type says which.
 */
@NullMarked
package dev.clew.sdk.frame;

import org.jspecify.annotations.NullMarked;
