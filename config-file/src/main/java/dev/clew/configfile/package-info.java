/**
 * Sets a {@code ClewSdk} up from OpenTelemetry's declarative configuration file. Found through {@code
 * ClewSdk.fromEnvironment()} when {@code OTEL_CONFIG_FILE} is set; nobody needs to name a type of this package. Threads: one, at
 * start.
 */
@NullMarked
package dev.clew.configfile;

import org.jspecify.annotations.NullMarked;
