/**
 * What a delivered span costs the whole process: {@link dev.clew.benchmarks.endtoend.EndToEnd} starts a {@code Driver}, which
 * makes spans, and a {@code Sink}, which counts what arrives, each in a process of its own, and draws the table.
 */
@NullMarked
package dev.clew.benchmarks.endtoend;

import org.jspecify.annotations.NullMarked;
