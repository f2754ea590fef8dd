/**
 * Server spans for the JDK's HttpServer. For applications. Threads: immutable.
 */
@NullMarked
package dev.clew.instrumentation.jdkhttp;

import org.jspecify.annotations.NullMarked;
