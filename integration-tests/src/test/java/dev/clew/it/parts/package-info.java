/**
 * The real parts: programs started as processes or containers of their own, asked over their own APIs, and gone when the tests
 * end. For the tests of this module. Threads: those of the test.
 */
@NullMarked
package dev.clew.it.parts;

import org.jspecify.annotations.NullMarked;
