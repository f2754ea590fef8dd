/**
 * Finished traces as trees in the terminal. For a first try and for development. Threads: any may export; one prints at a time.
 */
@NullMarked
package dev.clew.exporter.console;

import org.jspecify.annotations.NullMarked;
