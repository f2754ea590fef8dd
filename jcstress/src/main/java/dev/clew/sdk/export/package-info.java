/**
 * Stress cases of the export package, in that package because what they stress is seen from there. Threads: jcstress's.
 */
@NullMarked
package dev.clew.sdk.export;

import org.jspecify.annotations.NullMarked;
