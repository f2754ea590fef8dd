/**
 * Random span programs, run on the published OpenTelemetry SDK and on Clew: what is to be seen of them and what goes over the wire
 * must be the same, but for the {@code Difference}s that are listed.
 *
 * <p>Nothing here knows how Clew makes a span; only {@code SdkUnderTest} knows how to make Clew. Threads: those of {@code LockStep}, one at
 * a time.
 */
@NullMarked
package dev.clew.sdk.differential;

import org.jspecify.annotations.NullMarked;
