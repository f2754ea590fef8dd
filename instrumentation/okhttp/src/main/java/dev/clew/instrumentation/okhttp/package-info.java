/**
 * Client spans for OkHttp. For applications. Threads: immutable.
 */
@NullMarked
package dev.clew.instrumentation.okhttp;

import org.jspecify.annotations.NullMarked;
