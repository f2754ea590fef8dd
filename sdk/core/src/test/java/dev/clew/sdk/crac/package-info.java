/**
 * A CRaC without checkpoints, in the shape of {@code jdk.crac}: {@code org.crac} finds it by the system property
 * {@code org.crac.Core.Compat}. Threads: the test's.
 */
@NullMarked
package dev.clew.sdk.crac;

import org.jspecify.annotations.NullMarked;
