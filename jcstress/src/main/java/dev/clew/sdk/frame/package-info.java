/**
 * Stress cases of the frame package, in that package because what they stress is nobody else's. Threads: jcstress's.
 */
@NullMarked
package dev.clew.sdk.frame;

import org.jspecify.annotations.NullMarked;
