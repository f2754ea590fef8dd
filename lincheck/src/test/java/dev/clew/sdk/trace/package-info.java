/** Model checks of the trace package, in that package because what they check is seen from there. Threads: Lincheck's. */
@NullMarked
package dev.clew.sdk.trace;

import org.jspecify.annotations.NullMarked;
