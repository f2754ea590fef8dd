/**
 * Finished traces as trees in the terminal. For a first try and for development. Threads: one exporting thread.
 */
@NullMarked
package dev.clew.exporter.console;

import org.jspecify.annotations.NullMarked;
