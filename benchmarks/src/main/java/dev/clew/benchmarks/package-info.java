/** Clew beside the OpenTelemetry SDK and Brave in the same run. Not published; started by {@code benchmarks/run}. */
@NullMarked
package dev.clew.benchmarks;

import org.jspecify.annotations.NullMarked;
