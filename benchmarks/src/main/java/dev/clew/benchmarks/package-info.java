/**
 * Clew beside the OpenTelemetry SDK in the same run.
 */
@NullMarked
package dev.clew.benchmarks;

import org.jspecify.annotations.NullMarked;
