/**
 * Spans put together as the trees they are, and drawn as text. For exporters, the viewer and tests. Threads: immutable.
 */
@NullMarked
package dev.clew.tree;

import org.jspecify.annotations.NullMarked;
