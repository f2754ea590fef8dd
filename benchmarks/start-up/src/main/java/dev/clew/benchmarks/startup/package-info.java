/** Programs that make one span and end, and what starts them in turn. None is on the class path of an application. */
@NullMarked
package dev.clew.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
