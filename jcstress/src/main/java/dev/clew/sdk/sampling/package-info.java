/**
 * Stress cases of the sampling package, in that package because what they stress is seen from there. Threads: jcstress's.
 */
@NullMarked
package dev.clew.sdk.sampling;

import org.jspecify.annotations.NullMarked;
