/**
 * Tests of code that makes spans. For users' tests and Clew's own.
 */
@NullMarked
package dev.clew.testing;

import org.jspecify.annotations.NullMarked;
