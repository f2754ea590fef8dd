/**
 * Sets a {@code ClewSdk} up from {@code OTEL_*} variables and {@code otel.*} properties, with what is on the class path. Found
 * through {@code ClewSdk.fromEnvironment()}; nobody needs to name a type of this package. Threads: one, at start.
 */
@NullMarked
package dev.clew.autoconfigure;

import org.jspecify.annotations.NullMarked;
