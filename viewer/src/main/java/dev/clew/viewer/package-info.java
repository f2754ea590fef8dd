/**
 * An OTLP/HTTP receiver with a bounded store and a tree printer. Embedded, or a program of its own. Threads: see each type.
 */
@NullMarked
package dev.clew.viewer;

import org.jspecify.annotations.NullMarked;
