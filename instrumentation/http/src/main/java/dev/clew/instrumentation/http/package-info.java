/**
 * HTTP semantic conventions, once for every library. For instrumentation modules. Threads: immutable.
 */
@NullMarked
package dev.clew.instrumentation.http;

import org.jspecify.annotations.NullMarked;
