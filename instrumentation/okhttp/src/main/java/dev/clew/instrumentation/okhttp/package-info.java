/**
 * Client spans for OkHttp 5, and the context of the caller in the headers of its requests. For applications, which need
 * {@link dev.clew.instrumentation.okhttp.OkHttpTracing} only. Threads: any.
 */
@NullMarked
package dev.clew.instrumentation.okhttp;

import org.jspecify.annotations.NullMarked;
