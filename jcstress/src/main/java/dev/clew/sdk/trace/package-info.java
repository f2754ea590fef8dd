/**
 * Stress cases of the trace package, in that package because what they stress is nobody else's. Threads: jcstress's.
 */
@NullMarked
package dev.clew.sdk.trace;

import org.jspecify.annotations.NullMarked;
