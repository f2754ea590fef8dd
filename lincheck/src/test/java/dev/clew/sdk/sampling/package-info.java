/** Model checks of the sampling package, in that package because what they check is seen from there. Threads: Lincheck's. */
@NullMarked
package dev.clew.sdk.sampling;

import org.jspecify.annotations.NullMarked;
