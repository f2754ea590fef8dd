/**
 * OTLP over HTTP: sends batches as they are encoded, and reads what the other side answered. For users who set up the SDK in
 * code, and for the environment, which finds it as {@code otlp}. Threads: a sender works on one daemon thread of its own,
 * {@code clew-otlp}, beside the selector of the JDK's client; {@code clew-otlp-deadline} keeps its timeouts.
 */
@NullMarked
package dev.clew.exporter.otlp;

import org.jspecify.annotations.NullMarked;
