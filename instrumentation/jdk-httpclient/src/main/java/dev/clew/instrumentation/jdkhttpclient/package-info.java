/**
 * Client spans for the JDK's {@code java.net.http.HttpClient}, and the context of the caller in the headers of its requests. For
 * applications, which need {@link dev.clew.instrumentation.jdkhttpclient.HttpClientTracing} only. Threads: any.
 */
@NullMarked
package dev.clew.instrumentation.jdkhttpclient;

import org.jspecify.annotations.NullMarked;
