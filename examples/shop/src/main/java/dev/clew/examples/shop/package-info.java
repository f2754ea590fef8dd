/**
 * Three services in three processes, traced end to end. An example to read and to run.
 */
@NullMarked
package dev.clew.examples.shop;

import org.jspecify.annotations.NullMarked;
