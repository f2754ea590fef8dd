/**
 * Writing spans by hand, over the OpenTelemetry API and any SDK behind it.
 *
 * <p>For applications: {@link dev.clew.api.Tracing} makes spans, {@link dev.clew.api.CurrentSpan} adds to the one that is
 * current. Nothing here keeps state of its own, and nothing here throws into the application for a null or odd argument, but
 * for a lambda to run that is null. Threads: any; an {@link dev.clew.api.ActiveSpan} is closed on the thread that started it.
 */
@NullMarked
package dev.clew.api;

import org.jspecify.annotations.NullMarked;
