/**
 * What every HTTP client and server instrumentation does, as test suites to extend: {@link
 * dev.clew.instrumentation.http.contract.HttpClientContract} and {@link
 * dev.clew.instrumentation.http.contract.HttpServerContract}. Over real sockets on loopback, and over any SDK behind the
 * OpenTelemetry API. For tests only.
 */
@NullMarked
package dev.clew.instrumentation.http.contract;

import org.jspecify.annotations.NullMarked;
