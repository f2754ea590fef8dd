/**
 * What an HTTP span is called and carries, once for every HTTP library, after the stable HTTP semantic conventions.
 *
 * <p>For instrumentation modules: each implements an adapter over its library's types and lets {@link
 * dev.clew.instrumentation.http.HttpClientSpans} or {@link dev.clew.instrumentation.http.HttpServerSpans} start and end the
 * spans. Nothing in here throws into the request that it describes. Threads: any.
 */
@NullMarked
package dev.clew.instrumentation.http;

import org.jspecify.annotations.NullMarked;
