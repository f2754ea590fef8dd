/**
 * The SDK put together: {@link dev.clew.sdk.ClewSdk} is what an application makes once and hands to its libraries as an
 * {@code OpenTelemetry}. Threads: the builder is for one thread, the SDK for any.
 */
@NullMarked
package dev.clew.sdk;

import org.jspecify.annotations.NullMarked;
