/**
 * OpenTelemetry's context across the JDK's own ways to run something elsewhere: executors, completable futures, fork-join tasks
 * and threads. For applications: {@link dev.clew.instrumentation.executors.ExecutorTracing} first. No threads of its own.
 */
@NullMarked
package dev.clew.instrumentation.executors;

import org.jspecify.annotations.NullMarked;
