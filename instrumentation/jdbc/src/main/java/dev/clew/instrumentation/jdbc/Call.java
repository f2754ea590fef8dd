package dev.clew.instrumentation.jdbc;

import org.jspecify.annotations.Nullable;

/** A call of the driver. */
interface Call {
    /** Makes it; throws what the driver throws. */
    @Nullable
    Object run() throws Throwable;
}
