/**
 * Writing spans by hand, over the OpenTelemetry API. For applications. Threads: no state of its own.
 */
@NullMarked
package dev.clew.api;

import org.jspecify.annotations.NullMarked;
