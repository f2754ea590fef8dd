/**
 * Server spans for the JDK's {@code com.sun.net.httpserver}, with the parent that the request's headers name. For
 * applications, which need {@link dev.clew.instrumentation.jdkhttp.HttpServerTracing} only. Threads: any.
 */
@NullMarked
package dev.clew.instrumentation.jdkhttp;

import org.jspecify.annotations.NullMarked;
