/**
 * Samples as a Jaeger says: {@code jaeger_remote}. Threads: one daemon for each sampler asks; callers of the sampler never wait.
 */
@NullMarked
package dev.clew.sampler.jaeger;

import org.jspecify.annotations.NullMarked;
