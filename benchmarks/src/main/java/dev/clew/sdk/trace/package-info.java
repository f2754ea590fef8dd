/** What benchmarks need of the trace package: it lives there as a test would. */
@NullMarked
package dev.clew.sdk.trace;

import org.jspecify.annotations.NullMarked;
