/**
 * Values that users set by name: read, checked, and reported in the same words wherever they are wrong. For the assembly of
 * the SDK, for exporters and for whoever configures them. Threads: read once, at start.
 */
@NullMarked
package dev.clew.sdk.settings;

import org.jspecify.annotations.NullMarked;
