/**
 * OTLP over HTTP. For users who set up the SDK in code, and for the environment. Threads: see each type.
 */
@NullMarked
package dev.clew.exporter.otlp;

import org.jspecify.annotations.NullMarked;
