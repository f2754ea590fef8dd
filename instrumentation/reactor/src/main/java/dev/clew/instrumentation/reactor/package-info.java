/**
 * OpenTelemetry's context in Project Reactor's, and current in its operators. For applications, which need {@link
 * dev.clew.instrumentation.reactor.ReactorTracing} only. No threads of its own.
 */
@NullMarked
package dev.clew.instrumentation.reactor;

import org.jspecify.annotations.NullMarked;
