/**
 * OTLP over HTTP: sends batches as they are encoded, and reads what the other side answered. For users who set up the SDK in
 * code, and for the environment, which finds it as {@code otlp}. Threads: a sender has a daemon thread for each request under
 * way, {@code clew-otlp}, of which one is left most of the time; {@code clew-otlp-deadline} keeps its timeouts.
 */
@NullMarked
package dev.clew.exporter.otlp;

import org.jspecify.annotations.NullMarked;
