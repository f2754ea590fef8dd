/**
 * What the SDK says about itself: how many spans started, why spans were dropped, how long exports took, and what went wrong in
 * code that is not its own. For the packages of the SDK. Threads: everything here may be called from any thread.
 */
@NullMarked
package dev.clew.sdk.telemetry;

import org.jspecify.annotations.NullMarked;
