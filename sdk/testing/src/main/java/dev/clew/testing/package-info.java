/**
 * Tests of code that makes spans: a {@code ClewSdk} that keeps its spans in memory, with and without JUnit. For users' tests and
 * Clew's own. Threads: any makes spans; what comes back are snapshots.
 */
@NullMarked
package dev.clew.testing;

import org.jspecify.annotations.NullMarked;
