/**
 * The libraries that Clew lives beside, as they are published and with nothing changed: each does the same on Clew as on the
 * OpenTelemetry SDK.
 */
@NullMarked
package dev.clew.it.neighbours;

import org.jspecify.annotations.NullMarked;
