/** Model checks of the frame package, in that package because what they check is seen from there. Threads: Lincheck's. */
@NullMarked
package dev.clew.sdk.frame;

import org.jspecify.annotations.NullMarked;
