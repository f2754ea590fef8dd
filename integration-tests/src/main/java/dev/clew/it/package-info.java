/**
 * Real programs for tests: started as processes or containers, asked over their own APIs.
 */
@NullMarked
package dev.clew.it;

import org.jspecify.annotations.NullMarked;
