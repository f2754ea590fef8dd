/**
 * Real programs against real parts, and the fences of the whole project. Sees every module; no module sees it.
 */
@NullMarked
package dev.clew.it;

import org.jspecify.annotations.NullMarked;
