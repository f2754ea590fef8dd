/**
 * Programs that tests start in JVMs of their own, because what they show depends on the JVM: what else is on its class path, an
 * agent, who came first. Each prints what it found. For the tests of this module.
 */
@NullMarked
package dev.clew.it.program;

import org.jspecify.annotations.NullMarked;
