/**
 * Reads the environment and assembles the SDK. Found by the SDK through a service loader. Threads: used once, at start.
 */
@NullMarked
package dev.clew.autoconfigure;

import org.jspecify.annotations.NullMarked;
